package page

import "bytes"

// Body returns the body of a content file and the line, from 1, on which it
// begins, as Parse does, for a file that Parse has found to be sound: it reads
// neither the front matter nor the encoding again. ok is false where there are
// no fences.
func Body(data []byte) (body []byte, line int, ok bool) {
	clean := lines(bytes.TrimPrefix(data, []byte("\ufeff")))
	m, ok := plainFences(clean)
	if !ok {
		found, wrong := cut("", clean, func([]byte, *matter) {})
		if wrong != nil {
			return nil, 0, false
		}
		m = found
	}
	return clean[m.body:], 1 + bytes.Count(clean[:m.body], []byte{'\n'}), true
}
