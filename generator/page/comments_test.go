package page

import (
	"slices"
	"strconv"
	"testing"
)

func TestComments(t *testing.T) {
	for text, want := range map[string][]string{
		"---\ntitle: a\n---\n\ntext # 1 and #2\n":                                     nil,
		"---\n# one\ntitle: a # two\ndate: 2022-05-01\n---\n\n<!-- three\nfour --> x": {"2 # one", "3 # two", "7 <!-- three\nfour -->"},
		"---\ntitle: \"a # b\"\nsummary: 'c # d'\nissuer: e#f\n---\n\nx\n":            nil,
		"---\nattachments:\n  # in a list\n  - file: a.csv # of a file\n---\n\nx\n":   {"3 # in a list", "4 # of a file"},
		"---\nsummary: |\n  # not one\n  text\ntitle: a\n---\n\nx\n":                  nil,
		"\ufeff---\r\ntitle: a # b\r\n---\r\n\r\n<!--c-->\r\n":                        {"2 # b", "5 <!--c-->"},
		"---\ntitle: a\n---\n\n<!-- without an end":                                   {"5 <!-- without an end"},
		"no front matter <!-- a -->":                                                  nil,
	} {
		var got []string
		for line, comment := range Comments([]byte(text)) {
			got = append(got, strconv.Itoa(line)+" "+comment)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
