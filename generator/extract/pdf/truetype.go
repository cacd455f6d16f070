package pdf

import "encoding/binary"

// glyphsOf reads which characters the glyphs of a TrueType program show, from its table
// cmap, where it has kept one: character to glyph, of which this is the reverse.
func glyphsOf(data []byte) map[uint32]string {
	table := trueTypeTable(data, "cmap")
	if len(table) < 4 {
		return nil
	}
	found := map[uint32]string{}
	const most = 64
	for i := range min(int(binary.BigEndian.Uint16(table[2:])), most) {
		at := 4 + 8*i
		if at+8 > len(table) {
			break
		}
		offset := binary.BigEndian.Uint32(table[at+4:])
		platform := binary.BigEndian.Uint16(table[at:])
		if uint64(offset)+14 > uint64(len(table)) || platform == 1 {
			continue // that of the Macintosh has no Chinese
		}
		sub := table[offset:]
		switch binary.BigEndian.Uint16(sub) {
		case 4:
			readSegments(sub, found)
		case 12:
			readGroups(sub, found)
		}
	}
	return found
}

// trueTypeTable returns a table of a font program.
func trueTypeTable(data []byte, tag string) []byte {
	if len(data) < 12 {
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil
		}
		if string(data[at:at+4]) != tag {
			continue
		}
		offset, length := uint64(binary.BigEndian.Uint32(data[at+8:])), uint64(binary.BigEndian.Uint32(data[at+12:]))
		if offset+length > uint64(len(data)) {
			return nil
		}
		return data[offset : offset+length]
	}
	return nil
}

// readSegments reads a subtable of format 4.
func readSegments(sub []byte, found map[uint32]string) {
	word := func(at int) int {
		if at < 0 || at+2 > len(sub) {
			return 0
		}
		return int(binary.BigEndian.Uint16(sub[at:]))
	}
	n := word(6) / 2
	steps := 2 * maxChars // segments of a hostile font may overlap
	for i := range n {
		end, start := word(14+2*i), word(16+2*n+2*i)
		delta, at := word(16+4*n+2*i), 16+6*n+2*i
		offset := word(at)
		for c := start; c <= end && c < 0xffff && steps > 0; c++ {
			steps--
			glyph := c + delta
			if offset != 0 {
				if glyph = word(at + offset + 2*(c-start)); glyph != 0 {
					glyph += delta
				}
			}
			note(found, uint32(glyph&0xffff), rune(c))
		}
	}
}

// readGroups reads a subtable of format 12.
func readGroups(sub []byte, found map[uint32]string) {
	if len(sub) < 16 {
		return
	}
	n := int(binary.BigEndian.Uint32(sub[12:]))
	steps := 2 * maxChars
	for i := 0; i < n && 16+12*i+12 <= len(sub); i++ {
		g := sub[16+12*i:]
		start, end, glyph := binary.BigEndian.Uint32(g), binary.BigEndian.Uint32(g[4:]), binary.BigEndian.Uint32(g[8:])
		for c := start; c <= end && c <= 0x10ffff && steps > 0; c++ {
			steps--
			note(found, glyph+c-start, rune(c))
		}
	}
}

func note(found map[uint32]string, glyph uint32, r rune) {
	if glyph != 0 && found[glyph] == "" {
		found[glyph] = string(r)
	}
}
