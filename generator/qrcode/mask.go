package qrcode

// flips reports whether a mask changes a module (table 10 of the standard).
func flips(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (x/3+y/2)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

// masked returns the code under that of the eight masks which misleads a reader least.
func (f *frame) masked() symbol {
	var best symbol
	least := 0
	for mask := range 8 {
		tried := &frame{f.version, newSymbol(len(f.symbol)), f.taken}
		for y, row := range f.symbol {
			for x, dark := range row {
				tried.symbol[y][x] = dark != (!f.taken[y][x] && flips(mask, x, y))
			}
		}
		tried.format(mask)
		if p := tried.penalty(); best == nil || p < least {
			least, best = p, tried.symbol
		}
	}
	return best
}

// penalty says how much in a code could mislead a reader (7.8.3 of the standard):
// long runs, blocks of one colour, what looks like a finder, and too much of a colour.
func (s symbol) penalty() int {
	side, total, dark := len(s), 0, 0
	for i := range s {
		total += line(side, func(k int) bool { return s[i][k] })
		total += line(side, func(k int) bool { return s[k][i] })
	}
	for y, row := range s {
		for x, here := range row {
			if here {
				dark++
			}
			if x > 0 && y > 0 && here == row[x-1] && here == s[y-1][x] && here == s[y-1][x-1] {
				total += 3
			}
		}
	}
	modules := side * side
	off := max(20*dark-10*modules, 10*modules-20*dark) // from a half, in twentieths
	return total + 10*(off/modules)
}

// line is what a row or a column adds to the penalty: n - 2 for a run of n ≥ 5 modules,
// and 40 for each 1:1:3:1:1 with four light modules before it, and behind it. Beyond
// the sides all is light.
func line(side int, dark func(k int) bool) int {
	const finder = 0b1011101 // in eleven modules, with the four light ones before or behind it
	total, run, seen := 0, 0, 0
	for k := range side + 4 {
		here := k < side && dark(k)
		if seen = seen << 1 & 0x7ff; here {
			seen |= 1
		}
		if seen == finder || seen == finder<<4 {
			total += 40
		}
		switch {
		case k >= side:
			continue
		case k > 0 && here == dark(k-1):
			run++
		default:
			run = 1
		}
		if run == 5 {
			total += 3
		} else if run > 5 {
			total++
		}
	}
	return total
}
