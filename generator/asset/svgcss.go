package asset

import "strings"

// checkStyle looks for what a style of an SVG must not have: a style sheet, the
// value of style="…", or of an attribute that is a property.
//
// It reads CSS word by word, as far as that is needed to know every function,
// every at-rule and every string, and refuses whatever would make that uncertain.
// A browser loads something for a url() or for a string in another function or in
// an at-rule, and for nothing else; so functions and at-rules are those of a list,
// strings stand outside of both, and url() leads to a place in the file.
func checkStyle(css string) *fault {
	s := styleReader{rest: css}
	for len(s.rest) > 0 {
		at := len(css) - len(s.rest)
		if f := s.step(); f != nil {
			f.at = at
			return f
		}
	}
	return nil
}

// styleReader is at a place in a style.
type styleReader struct {
	rest   string
	parens int  // open parentheses
	rule   bool // in an at-rule, before its block
}

// step takes the next word.
func (s *styleReader) step() *fault {
	switch c := s.rest[0]; {
	case strings.HasPrefix(s.rest, "/*"):
		return s.comment()
	case c == '"' || c == '\'':
		return s.text(c)
	case c == '@':
		return s.atRule()
	case wordByte(c):
		return s.word()
	case c == '\\':
		return backslash()
	case c == '(':
		s.parens++
	case c == ')':
		s.parens = max(0, s.parens-1)
	case c == '{' || c == ';' || c == '}':
		s.rule = false
	}
	s.rest = s.rest[1:]
	return nil
}

// wordByte reports whether a byte can be part of a name or a number. A byte
// beyond ASCII always is one.
func wordByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c >= 0x80
}

func (s *styleReader) comment() *fault {
	_, after, ok := strings.Cut(s.rest[len("/*"):], "*/")
	if !ok {
		return unclosed("/*", "*/")
	}
	s.rest = after
	return nil
}

// text takes a string.
func (s *styleReader) text(quote byte) *fault {
	end := strings.IndexAny(s.rest[1:], string(quote)+"\\\n\r\f")
	switch {
	case end < 0 || s.rest[1+end] != quote && s.rest[1+end] != '\\':
		return unclosed(string(quote), string(quote))
	case s.rest[1+end] == '\\':
		s.rest = s.rest[1+end:]
		return nil // and the next step refuses it
	case s.rule || s.parens > 0:
		return stringInside(s.rest[:end+2])
	}
	s.rest = s.rest[end+2:]
	return nil
}

// take takes what the next word is made of, in lower case.
func (s *styleReader) take() string {
	n := 0
	for n < len(s.rest) && wordByte(s.rest[n]) {
		n++
	}
	word := s.rest[:n]
	s.rest = s.rest[n:]
	return strings.ToLower(word)
}

func (s *styleReader) atRule() *fault {
	s.rest = s.rest[1:]
	name := s.take()
	if !styleRules[name] {
		return styleRule(name)
	}
	s.rule = true
	return nil
}

var styleRules = words(`media supports keyframes -webkit-keyframes -moz-keyframes -o-keyframes font-face`)

// word takes a name or a number, and the parenthesis behind it, if it is the name
// of a function.
func (s *styleReader) word() *fault {
	name := s.take()
	called := strings.HasPrefix(s.rest, "(")
	if !called && name != "url" {
		return nil
	}
	s.rest = strings.TrimPrefix(s.rest, "(")
	switch {
	case name == "url" && called:
		return s.url()
	case s.rule && (name == "and" || name == "or"):
	case !styleFunctions[name]:
		return styleFunction(name)
	}
	s.parens++
	return nil
}

var styleFunctions = words(`
	rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix icc-color calc min max clamp var
	matrix matrix3d perspective rotate rotate3d rotatex rotatey rotatez scale scale3d scalex
	scaley scalez skew skewx skewy translate translate3d translatex translatey translatez
	blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
	circle ellipse inset polygon rect linear-gradient radial-gradient conic-gradient
	repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient
	cubic-bezier steps linear
	not is where has lang dir nth-child nth-last-child nth-of-type nth-last-of-type`)

// url takes the rest of url(…), which must lead to a place in the file.
func (s *styleReader) url() *fault {
	inner, after, ok := strings.Cut(s.rest, ")")
	if !ok {
		return unclosed("url(", ")")
	}
	target := strings.Trim(inner, " \t\n\r\f")
	if n := len(target); n > 1 && (target[0] == '"' || target[0] == '\'') && target[n-1] == target[0] {
		target = target[1 : n-1]
	}
	if !strings.HasPrefix(target, "#") || strings.ContainsAny(target, "\"'()\\<> \t\n\r\f") {
		return outsideURL(inner)
	}
	s.rest = after
	return nil
}
