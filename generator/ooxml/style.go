package ooxml

import (
	"strconv"
	"strings"
)

// styles are those of a docx by their ids.
type styles struct {
	byID     map[string]*style
	standard string     // the id of the style of paragraphs that name none
	text     textFormat // where no style says anything
	none     style      // what is there for an id that is not
}

// style is a named format. based has been looked up when resolved is set.
type style struct {
	name     string
	based    string
	outline  int
	list     string
	level    int
	align    string
	text     textFormat
	resolved bool
}

// textFormat is the format of letters. A switch that is not said is inherited.
type textFormat struct {
	bold, strike, hidden toggle
	vertical             string // superscript, subscript, baseline
	underline            string
	size                 int
	raised               int    // above the line, in half points; below it less than 0
	symbol               string // a font whose letters are pictures
}

// toggle is a switch that may be left as it is.
type toggle uint8

const (
	unsaid toggle = iota
	off
	on
)

func toggled(is bool) toggle {
	if is {
		return on
	}
	return off
}

// over returns the format with what t says laid over base.
func (t textFormat) over(base textFormat) textFormat {
	for _, s := range []struct{ mine, theirs *toggle }{
		{&t.bold, &base.bold}, {&t.strike, &base.strike}, {&t.hidden, &base.hidden},
	} {
		if *s.mine == unsaid {
			*s.mine = *s.theirs
		}
	}
	if t.vertical == "" {
		t.vertical = base.vertical
	}
	if t.underline == "" {
		t.underline = base.underline
	}
	if t.size == 0 {
		t.size = base.size
	}
	if t.symbol == "" {
		t.symbol = base.symbol
	}
	return t
}

// read reads the part of the styles.
func (s *styles) read(x *xmlReader) {
	s.byID = map[string]*style{}
	x.each(func(string) {
		x.each(func(name string) {
			switch name {
			case "w:docDefaults":
				x.each(func(name string) {
					if name == "w:rPrDefault" {
						x.each(func(string) { s.text = s.format(x) })
					}
				})
			case "w:style":
				s.readStyle(x)
			}
		})
	})
}

func (s *styles) readStyle(x *xmlReader) {
	t := &style{level: -1}
	id, isParagraph := x.attr("w:styleId"), x.attr("w:type") == "paragraph"
	if isParagraph && x.attr("w:default") != "" && x.on("w:default") {
		s.standard = id
	}
	x.each(func(name string) {
		switch name {
		case "w:name":
			t.name = strings.ToLower(x.attr("w:val"))
		case "w:basedOn":
			t.based = x.attr("w:val")
		case "w:pPr":
			f := readParagraphFormat(x)
			t.outline, t.list, t.level, t.align = f.outline, f.list, f.level, f.align
		case "w:rPr":
			t.text = s.format(x)
		}
	})
	if t.outline == 0 {
		t.outline = headingNumber(t.name)
	}
	s.byID[id] = t
}

// headingNumber returns the level of a heading style by its name: the names of
// the built-in styles are the same in all languages, but for some programs.
func headingNumber(name string) int {
	for _, prefix := range []string{"heading ", "标题 "} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if n, err := strconv.Atoi(rest); err == nil && 1 <= n && n <= 9 {
				return n
			}
		}
	}
	return 0
}

// paragraph returns the style of an id with all that it inherits.
func (s *styles) paragraph(id string) *style {
	if id == "" || s.byID[id] == nil {
		id = s.standard
	}
	return s.resolve(id, 0)
}

// resolve looks up what a style is based on. A loop ends at the bound.
func (s *styles) resolve(id string, depth int) *style {
	const maxBased = 32
	t := s.byID[id]
	if t == nil || depth > maxBased {
		s.none = style{level: -1}
		return &s.none
	}
	if t.resolved {
		return t
	}
	t.resolved = true
	base := s.resolve(t.based, depth+1)
	if t.outline == 0 {
		t.outline = base.outline
	}
	if t.list == "" {
		t.list = base.list
	}
	if t.level < 0 {
		t.level = base.level
	}
	if t.align == "" {
		t.align = base.align
	}
	t.text = t.text.over(base.text)
	return t
}

// format reads w:rPr.
func (s *styles) format(x *xmlReader) textFormat {
	var t textFormat
	x.each(func(name string) {
		switch name {
		case "w:b":
			t.bold = toggled(x.on("w:val"))
		case "w:strike", "w:dstrike":
			t.strike = toggled(x.on("w:val"))
		case "w:vanish":
			t.hidden = toggled(x.on("w:val"))
		case "w:vertAlign":
			t.vertical = x.attr("w:val")
		case "w:u":
			t.underline = x.attr("w:val")
		case "w:position":
			t.raised = x.number("w:val")
		case "w:sz":
			t.size = x.number("w:val")
		case "w:rFonts":
			for _, a := range []string{"w:ascii", "w:hAnsi"} {
				if font := x.attr(a); isSymbolFont(font) {
					t.symbol = font
				}
			}
		case "w:rStyle":
			// A character style counts less than what the run says itself.
			t = t.over(s.resolve(x.attr("w:val"), 0).text)
		}
	})
	return t
}
