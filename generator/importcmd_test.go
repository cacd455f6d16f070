package main

import (
	"bytes"
	"strings"
	"testing"

	"gongkai/generator/config"
)

// TestAskCategory: a number, a key, a name or an empty line chooses; anything
// else is asked again.
func TestAskCategory(t *testing.T) {
	categories := []config.Category{{Key: "dynamics", Name: "工作动态"}, {Key: "notices", Name: "公示公告"}}
	for answers, want := range map[string]string{
		"\n": "notices", "1\n": "dynamics", "notices\n": "notices", " 工作动态 \n": "dynamics", "9\nx\n2\n": "notices", "": "", "0\n": "",
	} {
		var out bytes.Buffer
		got, err := askCategory(&call{stderr: &out}, strings.NewReader(answers), categories, 1)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %s, %v", answers, got, err)
		}
		if !strings.Contains(out.String(), "  1  工作动态（dynamics）\n  2  公示公告（notices）\n") {
			t.Errorf("shown: %s", out.String())
		}
	}
}
