package qrcode

// frame is a code of which the patterns are placed, and the data is to come.
type frame struct {
	version int
	symbol
	taken symbol // where no data stands
}

// newFrame places what all codes of a version have.
func newFrame(version int) *frame {
	side := 17 + 4*version
	f := &frame{version: version, symbol: newSymbol(side), taken: newSymbol(side)}
	last := side - 1
	for i := range side {
		f.set(6, i, i%2 == 0)
		f.set(i, 6, i%2 == 0)
	}
	for _, at := range [...][2]int{{3, 3}, {last - 3, 3}, {3, last - 3}} {
		f.square(at[0], at[1], 4, func(ring int) bool { return ring != 2 && ring != 4 })
	}
	centres := alignment(version)
	for _, y := range centres {
		for _, x := range centres {
			finder := x == 6 && y == 6 || x == 6 && y == last-6 || x == last-6 && y == 6
			if !finder {
				f.square(x, y, 2, func(ring int) bool { return ring != 1 })
			}
		}
	}
	f.format(0)
	if version >= 7 {
		f.number()
	}
	return f
}

func newSymbol(side int) symbol {
	s := make(symbol, side)
	for y := range s {
		s[y] = make([]bool, side)
	}
	return s
}

// alignment lists where alignment patterns stand, across and down (annex E): from the
// last inwards at equal even distances, and at 6.
func alignment(version int) []int {
	if version == 1 {
		return nil
	}
	last, n := 4*version+10, version/7+2
	gap := (last - 6 + n - 2) / (n - 1) // rounded up
	gap += gap % 2
	places := make([]int, n)
	for i := range places {
		places[i] = last - (n-1-i)*gap
	}
	places[0] = 6
	return places
}

// set places a module on which no data stands.
func (f *frame) set(x, y int, dark bool) {
	f.taken[y][x] = true
	f.symbol[y][x] = dark
}

// square places the rings around a module; what is outside the code is left out.
func (f *frame) square(x, y, radius int, dark func(ring int) bool) {
	side := len(f.symbol)
	for dy := -radius; dy <= radius; dy++ {
		for dx := -radius; dx <= radius; dx++ {
			if x, y := x+dx, y+dy; x >= 0 && x < side && y >= 0 && y < side {
				f.set(x, y, dark(max(dx, -dx, dy, -dy)))
			}
		}
	}
}

// format tells the level, M, and the mask, twice: beside the first finder, and below
// and beside the others.
func (f *frame) format(mask int) {
	const levelM = 0b00
	data := levelM<<3 | mask
	bits := (data<<10 | bch(data, 10, 0x537)) ^ 0x5412
	last := len(f.symbol) - 1
	for i := range 15 {
		dark := bits>>i&1 != 0
		switch {
		case i < 6:
			f.set(8, i, dark)
		case i < 8:
			f.set(8, i+1, dark)
		case i == 8:
			f.set(7, 8, dark)
		default:
			f.set(14-i, 8, dark)
		}
		if i < 8 {
			f.set(last-i, 8, dark)
		} else {
			f.set(8, last-14+i, dark)
		}
	}
	f.set(8, last-7, true)
}

// number tells the version, twice.
func (f *frame) number() {
	bits := f.version<<12 | bch(f.version, 12, 0x1f25)
	for i := range 18 {
		far, near := len(f.symbol)-11+i%3, i/3
		f.set(far, near, bits>>i&1 != 0)
		f.set(near, far, bits>>i&1 != 0)
	}
}

// bch returns the remainder of data·xⁿ by a polynomial of degree n.
func bch(data, n, polynomial int) int {
	rest := data
	for range n {
		rest = rest<<1 ^ rest>>(n-1)*polynomial
	}
	return rest
}

// codewords is how many bytes of data and correction the free modules hold.
func (f *frame) codewords() int {
	free := 0
	for _, row := range f.taken {
		for _, taken := range row {
			if !taken {
				free++
			}
		}
	}
	return free / 8
}

// place fills the free modules with bits: in columns of two from the right, up and
// down by turns. The few that are left over stay light.
func (f *frame) place(words []byte) {
	side, next, up := len(f.symbol), 0, true
	for right := side - 1; right > 0; right -= 2 {
		if right == 6 {
			right-- // the timing pattern
		}
		for i := range side {
			y := i
			if up {
				y = side - 1 - i
			}
			for x := right; x > right-2; x-- {
				if f.taken[y][x] || next == 8*len(words) {
					continue
				}
				f.symbol[y][x] = words[next/8]>>(7-next%8)&1 != 0
				next++
			}
		}
		up = !up
	}
}
