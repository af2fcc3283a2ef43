// Evaluates a NEP file with the C++ reference program, whose sources are fetched and compiled beside this one while
// measuring: nep_driver MODEL STRUCTURE MODE REPEATS CALLS
//
// STRUCTURE: number of atoms, three lattice vectors, then symbol x y z, one a line. MODE: rebuild (its own neighbor list in
// every call) or keep (the interface for LAMMPS, with a list of cutoff + 0.6 A that is made once and not timed). Prints
// energy, virial (9 numbers) and forces with 17 digits, and as the last line the processor seconds a call of the fastest repeat.
#include "nep.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace {

struct Structure {
  int atoms;
  double cell[9];
  std::vector<std::string> symbols;
  std::vector<double> r;
};

Structure read(const char* file)
{
  std::ifstream in(file);
  Structure s;
  in >> s.atoms;
  for (double& c : s.cell) {
    in >> c;
  }
  s.symbols.resize(s.atoms);
  s.r.resize(3 * s.atoms);
  for (int i = 0; i < s.atoms; i++) {
    in >> s.symbols[i] >> s.r[3 * i] >> s.r[3 * i + 1] >> s.r[3 * i + 2];
  }
  if (!in) {
    std::fprintf(stderr, "cannot read %s\n", file);
    std::exit(1);
  }
  return s;
}

double seconds()
{
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

void print(const double energy, const double* virial, const double* forces, const int atoms)
{
  std::printf("%.17g\n", energy);
  for (int k = 0; k < 9; k++) {
    std::printf("%.17g%c", virial[k], k < 8 ? ' ' : '\n');
  }
  for (int i = 0; i < atoms; i++) {
    std::printf("%.17g %.17g %.17g\n", forces[3 * i], forces[3 * i + 1], forces[3 * i + 2]);
  }
}

template <typename Call>
double best(const int repeats, const int calls, Call call)
{
  double fastest = 1e300;
  for (int n = 0; n < repeats; n++) {
    const double start = seconds();
    for (int c = 0; c < calls; c++) {
      call();
    }
    fastest = std::min(fastest, (seconds() - start) / calls);
  }
  return fastest;
}

double rebuilding(NEP& nep, const Structure& s, const std::vector<int>& type, const int repeats, const int calls)
{
  const int n = s.atoms;
  const double* c = s.cell;
  const std::vector<double> box = {c[0], c[3], c[6], c[1], c[4], c[7], c[2], c[5], c[8]};
  std::vector<double> r(3 * n), potential(n), force(3 * n), virial(9 * n);
  for (int i = 0; i < 3 * n; i++) {
    r[(i % 3) * n + i / 3] = s.r[i];
  }
  const double time = best(repeats, calls, [&] { nep.compute(type, box, r, potential, force, virial); });
  double energy = 0;
  double total[9] = {};
  std::vector<double> f(3 * n);
  for (int i = 0; i < n; i++) {
    energy += potential[i];
    for (int k = 0; k < 9; k++) {
      total[k] += virial[k * n + i];
    }
    for (int k = 0; k < 3; k++) {
      f[3 * i + k] = force[k * n + i];
    }
  }
  print(energy, total, f.data(), n);
  return time;
}

double keeping(NEP& nep, const Structure& s, const std::vector<int>& type, const int repeats, const int calls)
{
  const int n = s.atoms;
  const double reach = nep.paramb.rc_radial_max + 0.6;
  // images of the atoms as LAMMPS has them: ghosts with places of their own
  std::vector<double> all = s.r;
  std::vector<int> kind(n), owner(n);
  for (int i = 0; i < n; i++) {
    kind[i] = type[i] + 1;
    owner[i] = i;
  }
  std::vector<std::vector<int>> near(n);
  const double* c = s.cell;
  int images[3];
  const double volume = std::fabs(c[0] * (c[4] * c[8] - c[5] * c[7]) - c[1] * (c[3] * c[8] - c[5] * c[6]) + c[2] * (c[3] * c[7] - c[4] * c[6]));
  for (int a = 0; a < 3; a++) {
    const double* u = c + 3 * ((a + 1) % 3);
    const double* v = c + 3 * ((a + 2) % 3);
    const double x = u[1] * v[2] - u[2] * v[1], y = u[2] * v[0] - u[0] * v[2], z = u[0] * v[1] - u[1] * v[0];
    images[a] = 1 + (int)(reach * std::sqrt(x * x + y * y + z * z) / volume);
  }
  for (int a = -images[0]; a <= images[0]; a++) {
    for (int b = -images[1]; b <= images[1]; b++) {
      for (int d = -images[2]; d <= images[2]; d++) {
        for (int j = 0; j < n; j++) {
          double r[3];
          for (int k = 0; k < 3; k++) {
            r[k] = s.r[3 * j + k] + a * c[k] + b * c[3 + k] + d * c[6 + k];
          }
          const bool home = a == 0 && b == 0 && d == 0;
          int place = home ? j : -1;
          for (int i = 0; i < n; i++) {
            const double x = r[0] - s.r[3 * i], y = r[1] - s.r[3 * i + 1], z = r[2] - s.r[3 * i + 2];
            if ((!home || i != j) && x * x + y * y + z * z < reach * reach) {
              if (place < 0) {
                place = owner.size();
                owner.push_back(j);
                kind.push_back(kind[j]);
                all.insert(all.end(), r, r + 3);
              }
              near[i].push_back(place);
            }
          }
        }
      }
    }
  }
  const int total = owner.size();
  std::vector<double> force(3 * total);
  std::vector<double*> x(total), f(total);
  std::vector<int> list(n), count(n);
  std::vector<int*> lists(n);
  for (int i = 0; i < total; i++) {
    x[i] = &all[3 * i];
    f[i] = &force[3 * i];
  }
  for (int i = 0; i < n; i++) {
    list[i] = i;
    count[i] = near[i].size();
    lists[i] = near[i].data();
  }
  std::vector<int> map(nep.element_list.size() + 1);
  for (std::size_t t = 1; t < map.size(); t++) {
    map[t] = t - 1;
  }
  double energy = 0;
  double virial[6];
  const double time = best(repeats, calls, [&] {
    std::fill(force.begin(), force.end(), 0.0);
    std::fill(virial, virial + 6, 0.0);
    energy = 0;
    nep.compute_for_lammps(n, n, list.data(), count.data(), lists.data(), kind.data(), map.data(), x.data(), energy, virial,
                           nullptr, f.data(), nullptr);
  });
  for (int i = n; i < total; i++) {
    for (int k = 0; k < 3; k++) {
      force[3 * owner[i] + k] += force[3 * i + k];
    }
  }
  const double full[9] = {virial[0], virial[3], virial[4], virial[3], virial[1], virial[5], virial[4], virial[5], virial[2]};
  print(energy, full, force.data(), n);
  return time;
}

} // namespace

int main(int argc, char** argv)
{
  if (argc != 6) {
    std::fprintf(stderr, "nep_driver MODEL STRUCTURE rebuild|keep REPEATS CALLS\n");
    return 2;
  }
  NEP nep;
  nep.init_from_file(argv[1], false);
  const Structure s = read(argv[2]);
  std::map<std::string, int> types;
  for (std::size_t t = 0; t < nep.element_list.size(); t++) {
    types[nep.element_list[t]] = t;
  }
  std::vector<int> type;
  for (const std::string& symbol : s.symbols) {
    type.push_back(types.at(symbol));
  }
  const double time = (std::string(argv[3]) == "keep" ? keeping : rebuilding)(nep, s, type, std::atoi(argv[4]), std::atoi(argv[5]));
  std::printf("%.6g\n", time);
  return 0;
}
