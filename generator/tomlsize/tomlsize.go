// Package tomlsize measures a TOML text before it is parsed. The library compares
// each key with all others of its table, and descends into brackets by recursion:
// for 50,000 keys it takes half a minute, and for millions of brackets all the
// stack there is. So those who read TOML look here first.
package tomlsize

// Of returns how many entries a text has, tables and the parts of a.b.c among
// them, and how deep its brackets nest. Where such marks stand within strings,
// both are rather too large.
func Of(text []byte) (entries, depth int) {
	var l line
	var last byte
	brackets := 0
	for _, c := range text {
		switch {
		case c == '\n':
			l = line{}
		case l.comment || c == ' ' || c == '\t':
			continue
		case c == '#':
			l.comment = true
		case c == '=' && last != '=':
			entries++
			l.value = true
		case c == '.' && !l.value:
			entries++
		case c == '[' || c == '{':
			if !l.begun {
				entries++ // a table
			}
			brackets++
			depth = max(depth, brackets)
		case c == ']' || c == '}':
			brackets--
		}
		last, l.begun = c, c != '\n'
	}
	return entries, depth
}

// line is what has been seen of one line: anything at all, an equals sign, a
// comment.
type line struct{ begun, value, comment bool }
