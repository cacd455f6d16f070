package complaint

import (
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// english finds words of the parser's, which the Chinese must not have.
var english = regexp.MustCompile(`(?i)\b(unknown|unexpected|flag|expected|missing|must|did you|got|value|argument)\b`)

// Of what the parser itself says to calls of all kinds, none stays English, and each names
// what was written.
func TestOf(t *testing.T) {
	for _, c := range []struct{ call, names string }{
		{"biuld", "biuld"}, {"xyz", "xyz"}, {"build more", "more"}, {"build --wrokers 3", "--workers"}, {"build --zzz", "--zzz"},
		{"build --workers", "--workers"}, {"build --workers=many", "many"}, {"build --workers --all", "--workers"}, {"build --all=1x", "1x"},
		{"build --lang fr", "zh"}, {"show nine", "one"}, {"build -- --x", "--x"},
	} {
		var cli struct {
			Lang  string `enum:"zh,en" default:"zh"`
			Build struct {
				Workers int
				All     bool
			} `cmd:""`
			Show struct {
				What string `arg:"" enum:"one,two"`
			} `cmd:""`
		}
		parser, err := kong.New(&cli, kong.Exit(func(int) {}))
		if err != nil {
			t.Fatal(err)
		}
		_, err = parser.Parse(strings.Fields(c.call))
		if err == nil {
			t.Errorf("%s: nothing is wrong", c.call)
			continue
		}
		text := Of(err.Error())
		if english.MatchString(text.ZH) || !strings.Contains(text.ZH, c.names) || !strings.Contains(text.EN, c.names) {
			t.Errorf("%s: %v\n%s\n%s", c.call, err, text.ZH, text.EN)
		}
	}
	if text := Of("something new"); text.ZH != "something new" || text.EN != text.ZH {
		t.Errorf("%+v", text)
	}
}
