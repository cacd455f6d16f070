package ooxml

import (
	"strconv"
	"strings"
)

// maxLevels is how many levels a list has.
const maxLevels = 9

// numbering is the lists of a docx, and how far they have counted. A list (num)
// is one use of a definition (abstractNum); lists of one definition count on
// together unless they say otherwise.
type numbering struct {
	definitions map[string]*definition
	lists       map[string]*list
	byStyle     map[string]string // the definition that a numbering style names
}

type definition struct {
	levels    [maxLevels]level
	styleLink string // the definition is that of this style
	counts    [maxLevels]int
	counting  [maxLevels]bool
}

type list struct {
	definition string
	starts     [maxLevels]int // where the count begins anew with this list; -1: it goes on
	levels     map[int]level  // in place of those of the definition
	used       [maxLevels]bool
}

// level is how one level of a list is written.
type level struct {
	start   int
	format  string // decimal, chineseCounting, bullet
	text    string // %1.%2
	symbol  bool   // text is in a font whose letters are pictures
	legal   bool   // all numbers in it are Arabic
	restart int    // the level whose counting on begins this one anew; 0: none
	style   string // the paragraph style that it belongs to
}

// read reads the part of the lists.
func (n *numbering) read(x *xmlReader) {
	n.definitions, n.lists, n.byStyle = map[string]*definition{}, map[string]*list{}, map[string]string{}
	x.each(func(string) {
		x.each(func(name string) {
			switch name {
			case "w:abstractNum":
				id, d := x.attr("w:abstractNumId"), newDefinition()
				n.definitions[id] = d
				x.each(func(name string) {
					switch name {
					case "w:lvl":
						if i := x.number("w:ilvl"); 0 <= i && i < maxLevels {
							d.levels[i] = readLevel(x, i)
						}
					case "w:numStyleLink":
						d.styleLink = x.attr("w:val")
					case "w:styleLink":
						n.byStyle[x.attr("w:val")] = id
					}
				})
			case "w:num":
				n.lists[x.attr("w:numId")] = readList(x)
			}
		})
	})
}

func newDefinition() *definition {
	d := &definition{}
	for i := range d.levels {
		d.levels[i] = level{start: 1, format: "none", restart: i}
	}
	return d
}

// readLevel reads w:lvl.
func readLevel(x *xmlReader, i int) level {
	l := level{start: 0, format: "decimal", restart: i}
	x.each(func(name string) {
		switch name {
		case "w:start":
			l.start = x.number("w:val")
		case "w:numFmt":
			l.format = x.attr("w:val")
		case "w:lvlText":
			l.text = x.attr("w:val")
		case "w:isLgl":
			l.legal = x.on("w:val")
		case "w:lvlRestart":
			l.restart = min(x.number("w:val"), i)
		case "w:pStyle":
			l.style = x.attr("w:val")
		case "w:rPr":
			x.each(func(name string) {
				if name == "w:rFonts" {
					l.symbol = isSymbolFont(x.attr("w:ascii"))
				}
			})
		case "mc:AlternateContent": // numFmt of a form that older programs do not know
			x.each(func(name string) {
				if name == "mc:Fallback" {
					x.each(func(name string) {
						if name == "w:numFmt" {
							l.format = x.attr("w:val")
						}
					})
				}
			})
		}
	})
	return l
}

// readList reads w:num.
func readList(x *xmlReader) *list {
	l := &list{levels: map[int]level{}}
	for i := range l.starts {
		l.starts[i] = -1
	}
	x.each(func(name string) {
		switch name {
		case "w:abstractNumId":
			l.definition = x.attr("w:val")
		case "w:lvlOverride":
			i := x.number("w:ilvl")
			if i < 0 || i >= maxLevels {
				return
			}
			x.each(func(name string) {
				switch name {
				case "w:startOverride":
					l.starts[i] = x.number("w:val")
				case "w:lvl":
					l.levels[i] = readLevel(x, i)
				}
			})
		}
	})
	return l
}

// definition returns the definition that a list uses.
func (n *numbering) definition(l *list) *definition {
	d := n.definitions[l.definition]
	if d != nil && d.styleLink != "" {
		if linked := n.definitions[n.byStyle[d.styleLink]]; linked != nil {
			return linked
		}
	}
	return d
}

// level returns one level of a list as it is written.
func (l *list) level(d *definition, i int) level {
	if own, ok := l.levels[i]; ok {
		return own
	}
	return d.levels[i]
}

// label gives a paragraph the number that its list has come to.
func (n *numbering) label(p *Paragraph, f *paragraphFormat) {
	l := n.lists[f.list]
	if l == nil || f.list == "0" {
		return
	}
	d := n.definition(l)
	if d == nil {
		return
	}
	i := f.level
	if i < 0 {
		i = levelOfStyle(l, d, f.style)
	}
	count(l, d, i)
	lv := l.level(d, i)
	p.List, p.Level, p.Bullet = f.list, i, lv.format == "bullet"
	if p.Bullet {
		p.Label = bullet(lv)
		return
	}
	p.Label = numbered(l, d, lv)
}

// levelOfStyle returns the level of a list that belongs to a style.
func levelOfStyle(l *list, d *definition, style string) int {
	for i := range maxLevels {
		if style != "" && l.level(d, i).style == style {
			return i
		}
	}
	return 0
}

// count counts a paragraph at a level of a list.
func count(l *list, d *definition, i int) {
	if !l.used[i] {
		l.used[i] = true
		if l.starts[i] >= 0 {
			d.counting[i] = false
		}
	}
	for j := range i { // levels above that no paragraph has had
		if !d.counting[j] {
			d.counting[j], d.counts[j] = true, start(l, d, j)
		}
	}
	if d.counting[i] {
		d.counts[i]++
	} else {
		d.counting[i], d.counts[i] = true, start(l, d, i)
	}
	for j := i + 1; j < maxLevels; j++ {
		if r := l.level(d, j).restart; r > i {
			d.counting[j] = false
		}
	}
}

// start returns the first number of a level.
func start(l *list, d *definition, i int) int {
	if l.starts[i] >= 0 {
		return l.starts[i]
	}
	return l.level(d, i).start
}

// bullet returns the character that stands before each paragraph of a list.
func bullet(lv level) string {
	if lv.symbol || lv.text == "" || strings.ContainsFunc(lv.text, privateUse) {
		return "•"
	}
	return lv.text
}

// numbered writes the number of a level: its text with the counts put in.
func numbered(l *list, d *definition, lv level) string {
	var b strings.Builder
	for i := 0; i < len(lv.text); i++ {
		c := lv.text[i]
		if c != '%' || i+1 == len(lv.text) || lv.text[i+1] < '1' || lv.text[i+1] > '9' {
			b.WriteByte(c)
			continue
		}
		i++
		j := int(lv.text[i] - '1')
		format := l.level(d, j).format
		if lv.legal {
			format = "decimal"
		}
		b.WriteString(counted(d.counts[j], format))
	}
	return strings.TrimSpace(b.String())
}

// counted writes a number in one of the forms of ISO/IEC 29500-1, 17.18.59.
// Those that nobody here uses are written in Arabic digits.
func counted(n int, format string) string {
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperLetter", "lowerLetter":
		return letters(n, format == "upperLetter")
	case "upperRoman", "lowerRoman":
		return roman(n, format == "upperRoman")
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
		"koreanCounting", "japaneseDigitalTenThousand":
		return numerals{digits: "零一二三四五六七八九", places: "十百千"}.short(n)
	case "chineseLegalSimplified":
		return numerals{digits: "零壹贰叁肆伍陆柒捌玖", places: "拾佰仟"}.short(n)
	case "ideographLegalTraditional":
		return numerals{digits: "零壹貳參肆伍陸柒捌玖", places: "拾佰仟"}.short(n)
	case "ideographDigital", "taiwaneseDigital", "koreanDigital2":
		return digits(n, "〇一二三四五六七八九")
	case "ideographTraditional":
		return nth(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return nth(n, "子丑寅卯辰巳午未申酉戌亥")
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return nth(n, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
	case "ideographEnclosedCircle":
		return nth(n, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")
	case "decimalEnclosedParen":
		return nth(n, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
	case "decimalEnclosedFullstop":
		return nth(n, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(n, "０１２３４５６７８９")
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	}
	return strconv.Itoa(n)
}

// nth returns the nth of some signs, or the number where there are not so many.
func nth(n int, signs string) string {
	all := []rune(signs)
	if n < 1 || n > len(all) {
		return strconv.Itoa(n)
	}
	return string(all[n-1])
}

// digits writes a number digit by digit.
func digits(n int, signs string) string {
	all := []rune(signs)
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return all[r-'0']
		}
		return r
	}, strconv.Itoa(n))
}

// letters counts A to Z, AA to ZZ, AAA, as Word does.
func letters(n int, upper bool) string {
	const most = 26 * 20
	if n < 1 || n > most {
		return strconv.Itoa(n)
	}
	first := 'a'
	if upper {
		first = 'A'
	}
	return strings.Repeat(string(first+rune((n-1)%26)), 1+(n-1)/26)
}

func roman(n int, upper bool) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		value int
		sign  string
	}{
		{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"},
		{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
	} {
		for n >= r.value {
			b.WriteString(r.sign)
			n -= r.value
		}
	}
	if upper {
		return strings.ToUpper(b.String())
	}
	return b.String()
}
