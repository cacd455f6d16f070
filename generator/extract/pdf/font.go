package pdf

import "unicode"

// font says which characters its codes show, and how wide they are.
type font struct {
	composite bool
	vertical  bool
	toUnicode *cmap
	encoding  predefined // of a composite font; nil: codes are numbers of glyphs
	ascii     bool       // the first 95 glyphs are ASCII, as in all of Adobe's Asian sets
	simple    [256]string
	byGlyph   map[uint32]string // what the font program itself says

	widths map[uint32]float64 // in thousandths
	usual  float64
	scale  float64 // of widths, to the size of the letters
}

// glyph is one code of a string as it is shown.
type glyph struct {
	text   string // "" where it is not known
	width  float64
	blank  bool // code 32 in one byte, which word spacing makes wider
	mapped bool
}

// fonts reads the fonts of a file, each once.
type fonts struct {
	*objects
	read map[int]*font // by the number of its object; 0: a font of which nothing is known
}

// of returns the font that is a value in resources, nil where that is none.
func (d *fonts) of(v any) *font {
	number := -1
	switch v := v.(type) {
	case ref:
		number = int(v)
	case dict:
		if len(v) == 0 {
			number = 0
		}
	}
	if f := d.read[number]; f != nil {
		return f
	}
	of := d.dict(v)
	if of == nil {
		return nil
	}
	f := d.readFont(of)
	const most = 4096
	if number >= 0 && len(d.read) < most {
		d.read[number] = f
	}
	return f
}

func (d *fonts) readFont(of dict) *font {
	f := &font{usual: 500, scale: 0.001, widths: map[uint32]float64{}}
	if s, ok := d.get(of["ToUnicode"]).(*stream); ok {
		if data := d.decode(s); d.spend(len(data)) {
			f.toUnicode = parseCMap(data, d.words)
		}
		d.useRef(of["ToUnicode"])
	}
	switch d.name(of["Subtype"]) {
	case "Type0":
		d.readComposite(f, of)
		return f
	case "Type3":
		if m := d.array(of["FontMatrix"]); len(m) == 6 {
			if x, ok := d.get(m[0]).(float64); ok && x != 0 {
				f.scale = max(x, -x)
			}
		}
	}
	d.readSimple(f, of)
	return f
}

// readSimple reads a font of one byte a code.
func (d *fonts) readSimple(f *font, of dict) {
	var base name
	var differences array
	switch e := d.get(of["Encoding"]).(type) {
	case name:
		base = e
	case dict:
		base, differences = d.name(e["BaseEncoding"]), d.array(e["Differences"])
	}
	if d.name(of["Subtype"]) != "Type3" {
		for code := range f.simple {
			if s, ok := baseText(base, byte(code)); ok {
				f.simple[code] = s
			}
		}
	}
	code := 0
	for _, v := range differences {
		switch v := d.get(v).(type) {
		case float64:
			code = int(v)
		case name:
			if 0 <= code && code < len(f.simple) {
				f.simple[code], _ = glyphText(v)
			}
			code++
		}
	}
	first := d.number(of["FirstChar"])
	for i, v := range d.array(of["Widths"]) {
		if w, ok := d.get(v).(float64); ok && first >= 0 && i < 256 {
			f.widths[uint32(first+i)] = w
		}
	}
	descriptor := d.dict(of["FontDescriptor"])
	d.useFontFiles(descriptor)
	if w, ok := d.get(descriptor["MissingWidth"]).(float64); ok && w > 0 {
		f.usual = w
	}
}

// useFontFiles notes that programs of fonts are no text.
func (d *fonts) useFontFiles(descriptor dict) {
	for _, key := range []name{"FontFile", "FontFile2", "FontFile3", "CIDSet"} {
		d.useRef(descriptor[key])
	}
}

// readComposite reads a font whose codes have two bytes or more.
func (d *fonts) readComposite(f *font, of dict) {
	f.composite, f.usual = true, 1000
	encoding := d.get(of["Encoding"])
	if n, ok := encoding.(name); ok {
		f.encoding = predefinedCMap(n)
		f.vertical = len(n) > 2 && n[len(n)-2:] == "-V"
	} else {
		d.useRef(of["Encoding"])
	}
	list := d.array(of["DescendantFonts"])
	if len(list) == 0 {
		return
	}
	inner := d.dict(list[0])
	if w, ok := d.get(inner["DW"]).(float64); ok {
		f.usual = w
	}
	d.readWidths(f, d.array(inner["W"]))
	switch s, _ := d.get(d.dict(inner["CIDSystemInfo"])["Ordering"]).(str); string(s) {
	case "GB1", "CNS1", "Japan1", "Korea1":
		f.ascii = true
	}
	descriptor := d.dict(inner["FontDescriptor"])
	if f.toUnicode == nil && f.encoding == nil {
		if s, ok := d.get(descriptor["FontFile2"]).(*stream); ok {
			f.byGlyph = glyphsOf(d.decode(s))
		}
	}
	d.useFontFiles(descriptor)
	d.useRef(inner["CIDToGIDMap"])
}

// readWidths reads the widths of a composite font: first [w w w], or first last w.
func (d *fonts) readWidths(f *font, w array) {
	const most = 1 << 16
	for i := 0; i+1 < len(w) && len(f.widths) < most; {
		first := d.number(w[i])
		if first < 0 {
			i++
			continue
		}
		switch v := d.get(w[i+1]).(type) {
		case array:
			for j, one := range v {
				if width, ok := d.get(one).(float64); ok && len(f.widths) < most {
					f.widths[uint32(first+j)] = width
				}
			}
			i += 2
		case float64:
			if i+2 < len(w) {
				width, _ := d.get(w[i+2]).(float64)
				for code := first; code <= int(v) && len(f.widths) < most; code++ {
					f.widths[uint32(code)] = width
				}
			}
			i += 3
		default:
			i++
		}
	}
}

// next reads one code from a string that is not empty.
func (f *font) next(s []byte) (g glyph, size int) {
	size = 1
	text := ""
	if f.composite {
		size = min(len(s), 2)
		switch {
		case f.encoding != nil:
			text, size = f.encoding(s)
		case f.toUnicode != nil && f.toUnicode.widths[1] && !f.toUnicode.widths[2]:
			size = 1
		}
	}
	size = max(1, min(size, len(s)))
	code := codeOf(s[:size])
	if f.toUnicode != nil {
		if t, ok := f.toUnicode.lookup(code); ok {
			text = t
		}
	}
	if text == "" {
		text = f.builtIn(code)
	}
	vague := f.toUnicode != nil && f.toUnicode.vague[text]
	g = glyph{text: text, blank: size == 1 && code == ' ', mapped: sensible(text) && !vague}
	w, ok := f.widths[code]
	if !ok {
		w = f.usual
		if f.encoding != nil && size == 1 {
			w = f.usual / 2
		}
	}
	g.width = w * f.scale
	return g, size
}

// builtIn returns the characters of a code for which the file has no table.
func (f *font) builtIn(code uint32) string {
	const firstASCII, lastASCII = 1, 95
	switch {
	case !f.composite:
		return f.simple[code&0xff]
	case f.byGlyph[code] != "":
		return f.byGlyph[code]
	case f.ascii && f.encoding == nil && firstASCII <= code && code <= lastASCII:
		return string(rune(code-firstASCII) + ' ')
	}
	return ""
}

// sensible reports whether characters are such as somebody has typed: fonts without a
// table are often given one into the private area.
func sensible(s string) bool {
	for _, r := range s {
		if r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) || r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return false
		}
	}
	return s != ""
}
