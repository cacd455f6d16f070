package present

import (
	"regexp"
	"strings"

	"gongkai/generator/layout"
)

// reachable matches what a reader can call, write to or open where it stands in a
// text about an office: a telephone number, with area code and extension or
// without, a mobile or service number, an address of mail, one of a page.
var reachable = regexp.MustCompile(`(https?://[A-Za-z0-9][!-:<-~]*[A-Za-z0-9/])|([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)|` +
	`((?:[(（]?0\d{2,3}[)）]?[-－— ]?)?[2-8]\d{6,7}|1[3-9]\d{9}|[48]00[-－ ]?\d{3}[-－ ]?\d{4}|1[02]\d{3})(?:(?:[-－—]|\s*转\s*)(\d{1,5}))?`)

// ways divides a text about how an office is reached into what can be followed and
// what stands between. It returns nil where nothing can.
func ways(text string) []layout.Way {
	var list []layout.Way
	done := 0
	for _, m := range reachable.FindAllStringSubmatchIndex(text, -1) {
		part := func(i int) string { return text[max(m[2*i], 0):max(m[2*i+1], 0)] }
		if m[6] >= 0 && (endsInDigit(text[:m[0]]) || beginsWithDigit(text[m[1]:])) {
			continue // a piece of a longer number
		}
		way := layout.Way{Text: text[m[0]:m[1]]}
		switch {
		case m[2] >= 0:
			way.Href = part(1)
		case m[4] >= 0:
			way.Href = "mailto:" + part(2)
		default:
			way.Tel = digits(part(3))
			if part(4) != "" {
				way.Tel += "," + part(4) // dialled after a pause
			}
		}
		if m[0] > done {
			list = append(list, layout.Way{Text: text[done:m[0]]})
		}
		list = append(list, way)
		done = m[1]
	}
	if list != nil && done < len(text) {
		list = append(list, layout.Way{Text: text[done:]})
	}
	return list
}

// digits returns the digits of a number.
func digits(number string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
}

func endsInDigit(s string) bool { return s != "" && isDigit(s[len(s)-1]) }

func beginsWithDigit(s string) bool { return s != "" && isDigit(s[0]) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
