package pdf

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// cmap maps the codes of a font to characters, or to the numbers of its glyphs.
type cmap struct {
	chars  map[uint32]string
	ranges []cmapRange
	widths [5]bool // which lengths of codes there are, in bytes
	// vague are characters that stand for so many codes that they tell nothing of them: a
	// program that did not know better has written a blank or a box for each.
	vague map[string]bool
}

// cmapRange maps codes that follow one another to characters that do.
type cmapRange struct {
	low, high uint32
	to        string
}

// The bounds of one map; a font has 65,536 codes.
const (
	maxChars  = 1 << 16
	maxRanges = 1 << 14
)

// parseCMap reads a CMap (ISO 32000-1, 9.7.5.4 and 9.10.3), which is written in
// PostScript, of which no more is understood than the tables.
func parseCMap(data []byte, w *words) *cmap {
	m := &cmap{chars: map[uint32]string{}}
	l := &lexer{data: data, words: w}
	var table []any
	for {
		v, ok := l.next()
		if !ok {
			break
		}
		k, is := v.(keyword)
		if !is {
			const most = 3 * 4096
			if len(table) < most {
				table = append(table, v)
			}
			continue
		}
		switch k {
		case "begincodespacerange", "beginbfchar", "beginbfrange", "begincidchar", "begincidrange":
			table = table[:0]
		case "endcodespacerange":
			m.codespace(table)
		case "endbfchar":
			m.charTable(table)
		case "endbfrange":
			m.rangeTable(table)
		}
	}
	slices.SortStableFunc(m.ranges, func(a, b cmapRange) int { return cmp.Compare(a.low, b.low) })
	m.weigh()
	return m
}

// weigh finds the characters that tell nothing. A font has a few forms of one character at
// most.
func (m *cmap) weigh() {
	const forms = 5
	codes := map[string]int{}
	for _, text := range m.chars {
		codes[text]++
	}
	for _, r := range m.ranges {
		if r.low == r.high {
			codes[r.to]++
		}
	}
	for text, n := range codes {
		if n > forms {
			if m.vague == nil {
				m.vague = map[string]bool{}
			}
			m.vague[text] = true
		}
	}
}

func (m *cmap) codespace(table []any) {
	for _, v := range table {
		if s, ok := v.(str); ok && 0 < len(s) && len(s) < len(m.widths) {
			m.widths[len(s)] = true
		}
	}
}

func (m *cmap) charTable(table []any) {
	for i := 0; i+1 < len(table) && len(m.chars) < maxChars; i += 2 {
		code, ok1 := table[i].(str)
		to, ok2 := table[i+1].(str)
		if ok1 && ok2 {
			m.chars[codeOf(code)] = utf16Text(to)
		}
	}
}

func (m *cmap) rangeTable(table []any) {
	for i := 0; i+2 < len(table) && len(m.ranges) < maxRanges; i += 3 {
		low, ok1 := table[i].(str)
		high, ok2 := table[i+1].(str)
		if !ok1 || !ok2 {
			continue
		}
		switch to := table[i+2].(type) {
		case str:
			m.ranges = append(m.ranges, cmapRange{codeOf(low), codeOf(high), utf16Text(to)})
		case array:
			for j, v := range to {
				if s, ok := v.(str); ok && len(m.chars) < maxChars {
					m.chars[codeOf(low)+uint32(j)] = utf16Text(s)
				}
			}
		}
	}
}

// lookup returns the characters of a code.
func (m *cmap) lookup(code uint32) (string, bool) {
	if s, ok := m.chars[code]; ok {
		return s, s != ""
	}
	// Ranges do not overlap, but for those of programs that do not know better.
	i := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].low > code })
	const overlapping = 8
	for j := i - 1; j >= max(0, i-overlapping); j-- {
		if r := m.ranges[j]; code <= r.high && r.to != "" {
			last, size := utf8.DecodeLastRuneInString(r.to)
			return r.to[:len(r.to)-size] + string(last+rune(code-r.low)), true
		}
	}
	return "", false
}

func codeOf(s str) (n uint32) {
	for _, c := range s[:min(len(s), 4)] {
		n = n<<8 | uint32(c)
	}
	return n
}

// utf16Text decodes UTF-16, the highest byte first.
func utf16Text(s []byte) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(units))
}

// predefined is one of the encodings of Chinese fonts that need no table in the file
// (ISO 32000-1, table 118), nil where the codes are numbers of glyphs.
type predefined func(s []byte) (text string, size int)

func predefinedCMap(n name) predefined {
	s := string(n)
	switch {
	case strings.HasPrefix(s, "GBK"), strings.HasPrefix(s, "GB-"), strings.HasPrefix(s, "GBpc-"):
		return decodeGBK
	case strings.HasPrefix(s, "B5pc-"), strings.HasPrefix(s, "ETen-B5-"), strings.HasPrefix(s, "HKscs-B5-"), strings.HasPrefix(s, "ETenms-B5-"):
		return decodeBig5
	case strings.Contains(s, "-UCS2-"), strings.Contains(s, "-UTF16-"):
		return decodeUTF16
	case strings.Contains(s, "-UTF8-"):
		return func(s []byte) (string, int) {
			r, size := utf8.DecodeRune(s)
			return string(r), size
		}
	}
	return nil
}

func decodeGBK(s []byte) (string, int) {
	n := 1
	switch {
	case s[0] < 0x81 || len(s) < 2:
	case '0' <= s[1] && s[1] <= '9' && len(s) >= 4:
		n = 4
	default:
		n = 2
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(s[:n])
	if err != nil {
		return "", n
	}
	return string(text), n
}

func decodeBig5(s []byte) (string, int) {
	if s[0] < 0x81 || len(s) < 2 {
		return string(rune(s[0])), 1
	}
	text, err := traditionalchinese.Big5.NewDecoder().Bytes(s[:2])
	if err != nil {
		return "", 2
	}
	return string(text), 2
}

func decodeUTF16(s []byte) (string, int) {
	n := min(len(s), 2)
	if len(s) >= 4 && s[0]&0xfc == 0xd8 {
		n = 4
	}
	return utf16Text(s[:n]), n
}
