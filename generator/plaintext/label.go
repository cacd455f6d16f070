package plaintext

import "regexp"

var label = regexp.MustCompile(`^[^：:\d]{1,12}[：:]\s*(.*)`)

// Label reports whether a cell says of what it has the value, as it is written above a
// table and below it, and returns the value: 元 of 单位：元, nothing of 审核人：.
func Label(cell string) (value string, ok bool) {
	m := label.FindStringSubmatch(cell)
	if m == nil {
		return "", false
	}
	return m[1], true
}
