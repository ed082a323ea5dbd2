"""Types a line and a tab into zsh, and waits for what completes it.
Usage: zsh.py FOLDER LINE WORD, where FOLDER holds _cnnsolve."""

import os
import pty
import select
import sys
import time

MOST_SECONDS = 20

folder, line, word = sys.argv[1:]
process, terminal = pty.fork()
if process == 0:
    os.environ["TERM"] = "dumb"
    os.execvp("zsh", ["zsh", "-f"])

output = ""


def wait_for(text):
    global output
    end = time.monotonic() + MOST_SECONDS
    while text not in output:
        if not select.select([terminal], [], [], end - time.monotonic())[0]:
            sys.exit(f'zsh doesn\'t complete "{line}" to {word}, but to:\n{output}')
        output += os.read(terminal, 65536).decode(errors="replace")
    output = ""


setup = f"PROMPT=; fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -d {folder}/dump"
os.write(terminal, f"{setup}; print REA''DY\n".encode())
wait_for("READY")
os.write(terminal, f"{line}\t".encode())
wait_for(word.removeprefix(line.split()[-1]))
os.close(terminal)
