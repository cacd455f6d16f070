package qrcode

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// Addresses are read as they were, in every version: the longest that one holds, one
// byte less, and one more.
func TestRead(t *testing.T) {
	const address = "https://town.example/政策文件/2017/0003.html?%E5%85%AC%E5%BC%80=1#第二条"
	long := strings.Repeat(address, 20)
	versions := map[int]bool{}
	lengths := []int{0, 1}
	for version, t := range totals[1:] {
		most := t[1] - 2 // mode and number take twelve bits
		if version+1 >= 10 {
			most--
		}
		lengths = append(lengths, most-1, most, min(most+1, 666))
	}
	for _, n := range lengths {
		text := long[:n]
		if n > 0 && !Fits(text) {
			t.Fatalf("%d bytes do not fit", n)
		}
		m, err := modules(SVG(text))
		if err != nil {
			t.Fatalf("%d bytes: %v", n, err)
		}
		if got, err := read(m); got != text || err != nil {
			t.Fatalf("%d bytes: read %q, %v", n, got, err)
		}
		version := (len(m) - 17) / 4
		if versions[version] = true; version > 1 && n+3 < totals[version-1][1] {
			t.Errorf("%d bytes are in version %d", n, version)
		}
	}
	if len(versions) != 20 {
		t.Errorf("%d versions", len(versions))
	}
	if Fits(long[:667]) || Fits("") {
		t.Error("667 bytes fit, or none")
	}
}

// TestReaderFindsFaults: the reader of these tests is none that reads anything.
func TestReaderFindsFaults(t *testing.T) {
	m, err := modules(SVG("https://town.example/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	unused := 0 // of a code of version 3, seven modules
	for y, row := range m {
		for x := range row {
			if isPattern((len(m)-17)/4, x, y) {
				continue
			}
			row[x] = !row[x]
			if _, err := read(m); err == nil {
				unused++
			}
			row[x] = !row[x]
		}
	}
	if len(m) != 29 || unused != 7 {
		t.Errorf("%d modules of %d² can be wrong, and nothing notices", unused, len(m))
	}
}

// The vectors of the standard and of its annexes.
func TestVectors(t *testing.T) {
	data := []byte{32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17}
	if got, want := remainder(data, generator(10)), []byte{196, 35, 39, 119, 235, 215, 231, 226, 93, 23}; !bytes.Equal(got, want) {
		t.Errorf("correction %v, want %v", got, want)
	}
	if got := 7<<12 | bch(7, 12, 0x1f25); got != 0b000111110010010100 {
		t.Errorf("version 7 is %018b", got)
	}
	for version := 2; version <= 20; version++ {
		if got := alignment(version); !slices.Equal(got, annexE[version]) {
			t.Errorf("version %d has alignment patterns at %v, want %v", version, got, annexE[version])
		}
	}
	for version := 1; version <= 20; version++ {
		if got := newFrame(version); got.codewords() != totals[version][0] || got.capacity() != totals[version][1] {
			t.Errorf("version %d has %d codewords, %d of data; want %v", version, got.codewords(), got.capacity(), totals[version])
		}
	}
}

// What the rules of 7.8.3 count, each alone.
func TestPenalty(t *testing.T) {
	for row, want := range map[string]int{
		"....#....#": 0, ".....": 3, "#######": 5, "#.#.#.#.#.": 0,
		"#.###.#....": 40 + 40, "##.###.#....": 40, "....#.###.##": 40, "#...#.###.##": 0, "#.###.#": 80, ".#.###.#.": 80,
	} {
		if got := line(len(row), func(k int) bool { return row[k] == '#' }); got != want {
			t.Errorf("%s counts %d, want %d", row, got, want)
		}
	}
	dark := newSymbol(21)
	for y := range dark {
		for x := range dark {
			dark[y][x] = true
		}
	}
	if got, want := dark.penalty(), 42*(21-2)+3*20*20+100; got != want {
		t.Errorf("all dark counts %d, want %d", got, want)
	}
	// Of the eight masks, the one with the least was taken.
	f := newFrame(3)
	f.place(f.words("https://town.example/"))
	best := f.masked().penalty()
	for mask := range 8 {
		tried := &frame{f.version, newSymbol(len(f.symbol)), f.taken}
		for y, row := range f.symbol {
			for x, d := range row {
				tried.symbol[y][x] = d != (!f.taken[y][x] && masks[mask](y, x))
			}
		}
		tried.format(mask)
		if p := tried.penalty(); p < best {
			t.Errorf("mask %d counts %d, %d was taken", mask, p, best)
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	for b.Loop() {
		SVG("https://www.town.gov.example/policies/2017/0003.html")
	}
}
