package page

import "testing"

func TestNext(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{nil, "policies/2017/0001.md"},
		{[]string{"index.md", "notes.txt"}, "policies/2017/0001.md"},
		{[]string{"0001.md", "0003.md"}, "policies/2017/0004.md"},
		{[]string{"0001.md", "0002-附件1.pdf"}, "policies/2017/0003.md"}, // the document may be on its way
		{[]string{"0009.md", "0010.md", "0010"}, "policies/2017/0011.md"},
		{[]string{"20170315-会议.md", "017.md", "0001.md"}, "policies/2017/0002.md"},
		{[]string{"9999.md"}, "policies/2017/10000.md"},
		{[]string{"000012.md"}, "policies/2017/0013.md"},
	} {
		if got := Next("policies", 2017, c.names); got != c.want {
			t.Errorf("Next(%q) = %s, want %s", c.names, got, c.want)
		}
	}
}
