package page

import (
	"slices"
	"strings"
)

// AppendValues appends what the front matter says, as far as it is approved: a line
// `KEY JSON` for each key with a value, sorted by key. Comments, the order of keys and
// the way in which YAML writes a value make no difference. The grammar is in
// docs/review.md.
func (m *Meta) AppendValues(dst []byte) []byte {
	for _, k := range approvedKeys {
		dst = appendEntry(dst, k.name, k.into(m))
	}
	return dst
}

// approvedKeys are the keys whose values are approved, sorted by name.
var approvedKeys = sortedKeys()

func sortedKeys() []key {
	keys := slices.DeleteFunc(slices.Clone(documentKeys), func(k key) bool { return k.aside != "" })
	slices.SortFunc(keys, func(a, b key) int { return strings.Compare(a.name, b.name) })
	return keys
}

// appendEntry appends a line, or nothing where there is no value. in points to it.
func appendEntry(dst []byte, name string, in any) []byte {
	before := len(dst)
	dst = append(append(dst, name...), ' ')
	from := len(dst)
	switch v := in.(type) {
	case *string:
		if *v != "" {
			dst = appendJSON(dst, *v)
		}
	case *Date:
		if !v.IsZero() {
			dst = appendJSON(dst, v.String())
		}
	case *[]string:
		dst = appendItems(dst, *v, func(dst []byte, s *string) []byte { return appendJSON(dst, *s) })
	case *[]Attachment:
		dst = appendItems(dst, *v, func(dst []byte, a *Attachment) []byte { return appendMembers(dst, a, attachmentMembers) })
	case *[]Revision:
		dst = appendItems(dst, *v, func(dst []byte, r *Revision) []byte { return appendMembers(dst, r, revisionMembers) })
	case **Service:
		if *v != nil {
			dst = appendMembers(dst, *v, serviceMembers)
		}
	}
	if len(dst) == from {
		return dst[:before]
	}
	return append(dst, '\n')
}

// appendItems appends a JSON array, or nothing where the list is empty.
func appendItems[T any](dst []byte, list []T, appendItem func([]byte, *T) []byte) []byte {
	for i := range list {
		dst = append(dst, "[,"[min(i, 1)])
		dst = appendItem(dst, &list[i])
	}
	if len(list) > 0 {
		dst = append(dst, ']')
	}
	return dst
}

// appendMembers appends a JSON object with those members that have a value.
func appendMembers[T any](dst []byte, of *T, members []member[T]) []byte {
	mark := byte('{')
	for i := range members {
		before := len(dst)
		dst = append(appendJSON(append(dst, mark), members[i].name), ':')
		from := len(dst)
		if dst = appendMember(dst, members[i].into(of)); len(dst) == from {
			dst = dst[:before]
			continue
		}
		mark = ','
	}
	if mark == '{' {
		dst = append(dst, mark)
	}
	return append(dst, '}')
}

// appendMember appends a value, or nothing where there is none. in points to it.
func appendMember(dst []byte, in any) []byte {
	switch v := in.(type) {
	case *string:
		if *v != "" {
			return appendJSON(dst, *v)
		}
	case *Date:
		if !v.IsZero() {
			return appendJSON(dst, v.String())
		}
	case *[]string:
		return appendItems(dst, *v, func(dst []byte, s *string) []byte { return appendJSON(dst, *s) })
	case *[]Material:
		return appendItems(dst, *v, func(dst []byte, m *Material) []byte { return appendMembers(dst, m, materialMembers) })
	}
	return dst
}

// appendJSON appends a text as a JSON string. Values have no control characters.
func appendJSON(dst []byte, s string) []byte {
	dst = append(dst, '"')
	if strings.IndexByte(s, '"') < 0 && strings.IndexByte(s, '\\') < 0 {
		return append(append(dst, s...), '"')
	}
	for i := range len(s) {
		if c := s[i]; c == '"' || c == '\\' {
			dst = append(dst, '\\')
		}
		dst = append(dst, s[i])
	}
	return append(dst, '"')
}
