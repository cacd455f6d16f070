package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWithOwn: a 0 gives place to a number, a table that there was not is added; all else that
// somebody has written stays, byte for byte, and what was not taken is said with the line to
// write.
func TestWithOwn(t *testing.T) {
	people := Figure{Name: "training.people", Label: "接受培训人员", Unit: "人次", Value: wholeNumber(267)}
	sessions := Figure{Name: "training.sessions", Label: "training.sessions", Value: wholeNumber(5)}
	fee := Figure{Name: "processing_fee.amount", Label: "收取信息处理费金额", Unit: "元", Value: wholeNumber(300)}
	for name, c := range map[string]struct {
		before string
		own    []Figure
		after  string
		said   string // a part of the hint
	}{
		"a new table":        {"a = 1", []Figure{people, sessions}, "a = 1\n\n[training]\npeople = 267\nsessions = 5\n\n[labels]\n\"training.people\" = \"接受培训人员（人次）\"\n", ""},
		"labels of its own":  {"[labels]\n", []Figure{people}, "[labels]\n\n[training]\npeople = 267\n", ""},
		"two tables":         {"", []Figure{sessions, {Name: "funds.a", Value: one * 3 / 2}, {Name: "training.x", Value: wholeNumber(2)}}, "\n[training]\nsessions = 5\nx = 2\n\n[funds]\na = 1.5\n", ""},
		"a zero":             {"\ufeff[processing_fee] # 元\r\ncases  = 0  # 件\r\namount = 0.0  # 元\r\n", []Figure{fee, {Name: "processing_fee.cases", Value: wholeNumber(3)}}, "[processing_fee] # 元\r\ncases  = 3  # 件\r\namount = 300  # 元\r\n", ""},
		"the same":           {"[training]\npeople = 267.0 # 人次\n", []Figure{people}, "[training]\npeople = 267.0 # 人次\n", ""},
		"another":            {"[training]\npeople = 266\n", []Figure{people}, "[training]\npeople = 266\n", "people = 267"},
		"a text":             {"[training]\npeople = \"0\"\n", []Figure{people}, "[training]\npeople = \"0\"\n", "people = 267"},
		"no such entry":      {"[training]\nsessions = 5\n", []Figure{people}, "[training]\nsessions = 5\n", "在 figures.toml 的 [training] 下面加一行 people = 267"},
		"a single figure":    {"training = 5\n", []Figure{people}, "training = 5\n", "people = 267"},
		"twice":              {"", []Figure{sessions, sessions}, "\n[training]\nsessions = 5\n", "只留一行"},
		"a number and table": {"", []Figure{people, {Name: "training.people.x", Value: wholeNumber(1)}}, "", "换一个"},
		"broken":             {"[training\n", []Figure{people}, "[training\n", ""},
	} {
		after, found := Input{Figures: []byte(c.before)}.WithOwn(c.own)
		if diff := cmp.Diff(c.after, string(after)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if (len(found) > 0) != (c.said != "") || len(found) > 0 && !strings.Contains(found[0].Hint.ZH, c.said) {
			t.Errorf("%s: %s", name, printed(found, "zh"))
		}
	}
}

func TestIsOwn(t *testing.T) {
	for name, want := range map[string]bool{
		"training.people": true, "a.b.c_1": true, "people": false, "": false, "训练.人": false, "training.": false, "Training.x": false,
		"requests.new.natural": false, "litigation.review": false, "labels.x": false, "counted.x": false,
	} {
		if (Figure{Name: name}).IsOwn() != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}
