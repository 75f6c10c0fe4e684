"""What the checks share: one check is one TAP line, its faults stand under it."""
import subprocess
import sys


class Tap:
    def __init__(self):
        self.checks = self.failed = 0

    def check(self, name, faults):
        """One case: it fails when there are faults, and names each."""
        faults = list(faults)
        self.checks += 1
        self.failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {self.checks} - {name}")
        for fault in faults:
            print(f"#   {fault}")

    def end(self):
        print(f"1..{self.checks}")
        sys.exit(1 if self.failed else 0)


def output(*command):
    """What a command prints; a command that fails is an error of the check itself."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
