package qrcode

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// A reader of codes, written from the standard and not from the package: it finds the
// modules in the picture, takes those that are data by the tables of annex E, checks
// each block by the roots of its polynomial, and reads one segment of bytes.

// totals are the codewords of each version, and those of data at level M (table 9).
var totals = [...][2]int{
	{}, {26, 16}, {44, 28}, {70, 44}, {100, 64}, {134, 86}, {172, 108}, {196, 124}, {242, 154}, {292, 182}, {346, 216},
	{404, 254}, {466, 290}, {532, 334}, {581, 365}, {655, 415}, {733, 453}, {815, 507}, {901, 563}, {991, 627}, {1085, 669},
}

// blocksAtM are how many blocks these are in.
var blocksAtM = [...]int{0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16}

// annexE are the centres of alignment patterns.
var annexE = [...][]int{
	2: {6, 18}, {6, 22}, {6, 26}, {6, 30}, {6, 34}, {6, 22, 38}, {6, 24, 42}, {6, 26, 46}, {6, 28, 50}, {6, 30, 54}, {6, 32, 58},
	{6, 34, 62}, {6, 26, 46, 66}, {6, 26, 48, 70}, {6, 26, 50, 74}, {6, 30, 54, 78}, {6, 30, 56, 82}, {6, 30, 58, 86}, {6, 34, 62, 90},
}

var (
	viewBox = regexp.MustCompile(`viewBox="0 0 (\d+) (\d+)"`)
	begin   = regexp.MustCompile(`M4 4\.5h`)
	steps   = regexp.MustCompile(`h(\d+)|m(-?\d+) (\d+)`)
)

// modules returns the modules of a picture.
func modules(svg []byte) ([][]bool, error) {
	box := viewBox.FindSubmatch(svg)
	if box == nil || string(box[1]) != string(box[2]) {
		return nil, errors.New("no square")
	}
	side := number(box[1]) - 8
	m := make([][]bool, side)
	for y := range m {
		m[y] = make([]bool, side)
	}
	from := begin.FindIndex(svg)
	if from == nil {
		return nil, errors.New("no line begins at the corner")
	}
	x, y := 0, 0
	for _, step := range steps.FindAllSubmatch(svg[from[0]:], -1) {
		x, y = x+number(step[2]), y+number(step[3])
		if x < 0 || y >= side || x+number(step[1]) > side {
			return nil, fmt.Errorf("a line in the margin: %s at %d %d", step[0], x, y)
		}
		for range number(step[1]) {
			m[y][x] = true
			x++
		}
	}
	return m, nil
}

func number(digits []byte) int {
	n, _ := strconv.Atoi(string(digits))
	return n
}

// read returns the text of a code.
func read(m [][]bool) (string, error) {
	side := len(m)
	version := (side - 17) / 4
	mask, err := readFormat(m)
	if err != nil {
		return "", err
	}
	var words []byte
	acc, bits := 0, 0
	upward := true
	for right := side - 1; right > 0; right -= 2 {
		if right == 6 {
			right = 5
		}
		for step := range side {
			y := step
			if upward {
				y = side - 1 - step
			}
			for _, x := range []int{right, right - 1} {
				if isPattern(version, x, y) {
					continue
				}
				acc = acc<<1 | one(m[y][x] != masks[mask](y, x))
				if bits++; bits%8 == 0 {
					words = append(words, byte(acc))
				}
			}
		}
		upward = !upward
	}
	if len(words) != totals[version][0] {
		return "", fmt.Errorf("%d codewords, version %d has %d", len(words), version, totals[version][0])
	}
	data, err := blocksOf(words, version)
	if err != nil {
		return "", err
	}
	return segment(data, version)
}

// masks are the conditions of table 10, of row i and column j.
var masks = [8]func(i, j int) bool{
	func(i, j int) bool { return (i+j)%2 == 0 },
	func(i, _ int) bool { return i%2 == 0 },
	func(_, j int) bool { return j%3 == 0 },
	func(i, j int) bool { return (i+j)%3 == 0 },
	func(i, j int) bool { return (i/2+j/3)%2 == 0 },
	func(i, j int) bool { return (i*j)%2+(i*j)%3 == 0 },
	func(i, j int) bool { return ((i*j)%2+(i*j)%3)%2 == 0 },
	func(i, j int) bool { return ((i*j)%3+(i+j)%2)%2 == 0 },
}

// formatsAtM are the sequences of annex C for level M and each mask.
var formatsAtM = [8]string{
	"101010000010010", "101000100100101", "101111001111100", "101101101001011",
	"100010111111001", "100000011001110", "100111110010111", "100101010100000",
}

// readFormat returns the mask: it is told twice, most significant bit first.
func readFormat(m [][]bool) (int, error) {
	last := len(m) - 1
	var a, b string
	for _, at := range [][2]int{{0, 8}, {1, 8}, {2, 8}, {3, 8}, {4, 8}, {5, 8}, {7, 8}, {8, 8}, {8, 7}, {8, 5}, {8, 4}, {8, 3}, {8, 2}, {8, 1}, {8, 0}} {
		a += strconv.Itoa(one(m[at[1]][at[0]]))
	}
	for i := range 7 {
		b += strconv.Itoa(one(m[last-i][8]))
	}
	for i := range 8 {
		b += strconv.Itoa(one(m[8][last-7+i]))
	}
	for mask, want := range formatsAtM {
		if a == want && b == want {
			return mask, nil
		}
	}
	return 0, fmt.Errorf("the format is %s and %s", a, b)
}

// isPattern reports whether a module is none of the data.
func isPattern(version, x, y int) bool {
	side := 17 + 4*version
	switch {
	case x == 6 || y == 6, x < 9 && y < 9, x >= side-8 && y < 9, x < 9 && y >= side-8:
		return true
	case version >= 7 && (x >= side-11 && y < 6 || y >= side-11 && x < 6):
		return true
	}
	if version < 2 {
		return false
	}
	centres := annexE[version]
	far := centres[len(centres)-1]
	for _, cy := range centres {
		for _, cx := range centres {
			if cx == 6 && (cy == 6 || cy == far) || cx == far && cy == 6 {
				continue
			}
			if x >= cx-2 && x <= cx+2 && y >= cy-2 && y <= cy+2 {
				return true
			}
		}
	}
	return false
}

// blocksOf undoes the interleaving, checks each block, and returns the data.
func blocksOf(words []byte, version int) ([]byte, error) {
	n, total, data := blocksAtM[version], totals[version][0], totals[version][1]
	blocks := make([][]byte, n)
	next := 0
	deal := func(rounds int, takes func(b, round int) bool) {
		for round := range rounds {
			for b := range blocks {
				if takes(b, round) {
					blocks[b] = append(blocks[b], words[next])
					next++
				}
			}
		}
	}
	long := func(b int) bool { return b >= n-data%n }
	deal(data/n+1, func(b, round int) bool { return round < data/n || long(b) })
	deal((total-data)/n, func(int, int) bool { return true })
	var out []byte
	for i, block := range blocks {
		for root := range (total - data) / n {
			if s := syndrome(block, root); s != 0 {
				return nil, fmt.Errorf("block %d is wrong: syndrome %d is %d", i, root, s)
			}
		}
		out = append(out, block[:len(block)-(total-data)/n]...)
	}
	return out, nil
}

// syndrome is the value of a block's polynomial at the root of a number: by logarithms
// of 2 in GF(256).
func syndrome(block []byte, root int) int {
	var exp [510]int
	log := map[int]int{}
	for i, x := 0, 1; i < 255; i++ {
		exp[i], exp[i+255] = x, x
		log[x] = i
		if x *= 2; x > 255 {
			x ^= 285
		}
	}
	sum := 0
	for i, word := range block {
		if word != 0 {
			sum ^= exp[(log[int(word)]+root*(len(block)-1-i))%255]
		}
	}
	return sum
}

// segment reads a segment of bytes that begins the data.
func segment(data []byte, version int) (string, error) {
	at := 0
	take := func(n int) int {
		value := 0
		for range n {
			value = value<<1 | int(data[at/8]>>(7-at%8))&1
			at++
		}
		return value
	}
	if mode := take(4); mode != 4 {
		return "", fmt.Errorf("mode %d", mode)
	}
	width := 8
	if version >= 10 {
		width = 16
	}
	text := make([]byte, take(width))
	for i := range text {
		text[i] = byte(take(8))
	}
	return string(text), nil
}

func one(dark bool) int {
	if dark {
		return 1
	}
	return 0
}
