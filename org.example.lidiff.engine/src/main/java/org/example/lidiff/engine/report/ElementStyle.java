package org.example.lidiff.engine.report;

import java.util.HashMap;
import java.util.Map;

/**
 * How the atoms of an element are drawn.
 *
 * @param radius in Å: half the covalent radius of Cordero et al., Dalton Trans. 2832 (2008), at least 0.25
 * @param color as #rrggbb: the colors of the program Jmol, which most viewers share
 */
record ElementStyle(double radius, String color) {

    private static final ElementStyle UNKNOWN = new ElementStyle(0.6, "#ff1493");

    /** Symbol, covalent radius in pm, color. */
    private static final String TABLE = """
        H 31 ffffff He 28 d9ffff Li 128 cc80ff Be 96 c2ff00 B 84 ffb5b5 C 76 909090 N 71 3050f8 O 66 ff0d0d F 57 90e050 Ne 58 b3e3f5
        Na 166 ab5cf2 Mg 141 8aff00 Al 121 bfa6a6 Si 111 f0c8a0 P 107 ff8000 S 105 e6c300 Cl 102 1ff01f Ar 106 80d1e3
        K 203 8f40d4 Ca 176 3dff00 Sc 170 e6e6e6 Ti 160 bfc2c7 V 153 a6a6ab Cr 139 8a99c7 Mn 139 9c7ac7 Fe 132 e06633 Co 126 f090a0
        Ni 124 50d050 Cu 132 c88033 Zn 122 7d80b0 Ga 122 c28f8f Ge 120 668f8f As 119 bd80e3 Se 120 ffa100 Br 120 a62929 Kr 116 5cb8d1
        Rb 220 702eb0 Sr 195 00ff00 Y 190 94ffff Zr 175 94e0e0 Nb 164 73c2c9 Mo 154 54b5b5 Tc 147 3b9e9e Ru 146 248f8f Rh 142 0a7d8c
        Pd 139 006985 Ag 145 c0c0c0 Cd 144 ffd98f In 142 a67573 Sn 139 668080 Sb 139 9e63b5 Te 138 d47a00 I 139 940094 Xe 140 429eb0
        Cs 244 57178f Ba 215 00c900 La 207 70d4ff Ce 204 ffffc7 Pr 203 d9ffc7 Nd 201 c7ffc7 Pm 199 a3ffc7 Sm 198 8fffc7 Eu 198 61ffc7
        Gd 196 45ffc7 Tb 194 30ffc7 Dy 192 1fffc7 Ho 192 00ff9c Er 189 00e675 Tm 190 00d452 Yb 187 00bf38 Lu 187 00ab24 Hf 175 4dc2ff
        Ta 170 4da6ff W 162 2194d6 Re 151 267dab Os 144 266696 Ir 141 175487 Pt 136 d0d0e0 Au 136 ffd123 Hg 132 b8b8d0 Tl 145 a6544d
        Pb 146 575961 Bi 148 9e4fb5 Po 140 ab5c00 At 150 754f45 Rn 150 428296 Fr 260 420066 Ra 221 007d00 Ac 215 70abfa Th 206 00baff
        Pa 200 00a1ff U 196 008fff Np 190 0080ff Pu 187 006bff Am 180 545cf2 Cm 169 785ce3
        """;

    private static final Map<String, ElementStyle> STYLES = styles();

    /** The style of an element, a neutral one for a symbol that is none. */
    static ElementStyle of(final String symbol) {
        return STYLES.getOrDefault(symbol, UNKNOWN);
    }

    private static Map<String, ElementStyle> styles() {
        final Map<String, ElementStyle> styles = new HashMap<>();
        final String[] words = TABLE.trim().split("\\s+");
        for (int i = 0; i < words.length; i += 3) {
            styles.put(words[i], new ElementStyle(Math.max(0.25, Integer.parseInt(words[i + 1]) / 200.0), "#" + words[i + 2]));
        }
        return Map.copyOf(styles);
    }
}
