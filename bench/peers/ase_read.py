"""Processor seconds that ASE takes to read every frame of a file: FILE KIND."""
import sys
import time

from ase.io import iread

file, kind = sys.argv[1:3]
formats = {"xdatcar": "vasp-xdatcar", "cp2k": "xyz", "lammps": "lammps-dump-text", "outcar": "vasp-out", "vasprun": "vasp-xml"}
start = time.process_time()
frames = sum(1 for _ in iread(file, index=":", format=formats.get(kind, "extxyz")))
seconds = time.process_time() - start
print(frames, "frames", file=sys.stderr)
print(seconds)
