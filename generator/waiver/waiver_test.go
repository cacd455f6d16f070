package waiver

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
)

var key = bytes.Repeat([]byte{0xA5}, 32)

func sample(value byte, reason string) Waiver {
	return Waiver{Rule: "PV003", File: "content/notices/2026/0007.md", Value: strings.Repeat(string(value), 64), Reason: reason, Until: "2027-06-30"}
}

// What is appended is what is read, whatever the reason and the line ends, and no byte
// that was there changes.
func TestAppend(t *testing.T) {
	for _, begun := range []string{"", "\ufeff", "\n", "# 说明\r\nkey = \"" + strings.Repeat("a5", 32) + "\"\r\n", "key = \"" + strings.Repeat("a5", 32) + `" # 没有换行`} {
		list := &List{Key: key}
		want := []Waiver{sample('0', `"引号"和\反斜杠`), sample('1', "两行\n\t理由"), sample('2', "值班电话")}
		want[2].By, want[2].Date = "党政办公室", "2026-12-01"
		data := list.Append(list.Append([]byte(begun), want[0]), want[1:]...)
		if !bytes.HasPrefix(data, []byte(begun)) {
			t.Errorf("%q became %q", begun, data)
		}
		got, found := Parse(Path, data)
		if len(found) > 0 {
			t.Fatalf("%q: %v", data, found)
		}
		for i := range got.Waivers {
			if got.Waivers[i].Line == 0 {
				t.Errorf("waiver %d has no line", i)
			}
			got.Waivers[i].Line = 0
		}
		if diff := cmp.Diff(want, got.Waivers); diff != "" || !bytes.Equal(got.Key, key) {
			t.Errorf("%q: key %x, waivers (-want +got):\n%s", begun, got.Key, diff)
		}
	}
}

func TestFind(t *testing.T) {
	later := sample('0', "延长")
	later.Until = "2028-01-01"
	list := &List{Key: key, Waivers: []Waiver{sample('0', "值班电话"), later, sample('1', "")}}
	w := later
	if got := list.Find(w.Rule, w.File, w.Value); got == nil || got.Until != later.Until {
		t.Errorf("found %v, want the one that holds longer", got)
	}
	for _, other := range []Waiver{
		{Rule: "PV001", File: w.File, Value: w.Value}, {Rule: w.Rule, File: "content/a.md", Value: w.Value}, {Rule: w.Rule, File: w.File, Value: "2"},
	} {
		if got := list.Find(other.Rule, other.File, other.Value); got != nil {
			t.Errorf("%v is waived by %v", other, got)
		}
	}
	if (*List)(nil).Find(w.Rule, w.File, w.Value) != nil {
		t.Error("no list waives something")
	}
}

func TestFaults(t *testing.T) {
	sound := string((&List{Key: key}).Append(nil, sample('0', "值班电话")))
	tests := []struct{ name, from, to, want string }{
		{"sound", "", "", ""},
		{"not TOML", "until = 2027-06-30", "until = 2027年", "WV003:9"},
		{"misspelt", "until =", "untill =", "WV004:9"},
		{"key lost", "key = ", "# key = ", "WV005:1"},
		{"key short", "a5\"", "\"", "WV005:2"},
		{"no reason", "reason = \"值班电话\"\n", "", "WV006:4"},
		{"blank reason", "值班电话", " ", "WV006:8"},
		{"no end", "until = 2027-06-30\n", "", "WV006:4"},
		{"no rule", "rule = \"PV003\"\n", "", "WV006:4"},
		{"a number for a sum", strings.Repeat("0", 64), "13800000000", "WV007:7"},
		{"backslashes", "content/notices", `content\\notices`, "WV008:6"},
		{"a path with a dot", "content/notices", "./content/notices", "WV008:6"},
		{"no such day", "2027-06-30", `"2027-06-31"`, "WV009:9"},
		{"a year", "2027-06-30", "2027", "WV009:9"},
		{"GBK", "值班", "\xd6\xb5\xb0\xe0", "WV001:8"},
		{"nested", "until", strings.Repeat("[", 40), "WV002:0"},
	}
	for _, test := range tests {
		list, found := Parse(Path, []byte(strings.Replace(sound, test.from, test.to, 1)))
		var codes []string
		for _, d := range found {
			codes = append(codes, fmt.Sprintf("%s:%d", d.Code, d.Pos.Line))
		}
		if got := strings.Join(codes, " "); got != test.want {
			t.Errorf("%s: found %s, want %s", test.name, got, test.want)
		}
		if waived := list != nil && len(list.Waivers) > 0 && list.Key != nil; waived != (test.want == "") {
			t.Errorf("%s: waived: %t", test.name, waived)
		}
	}
	twice := (&List{Key: key}).Append([]byte(sound), sample('0', "又一次"))
	if _, found := Parse(Path, twice); len(found) != 1 || found[0].Code != "WV010" || found[0].Severity != diag.Warning {
		t.Errorf("a waiver written twice: %v", found)
	}
}

func FuzzParse(f *testing.F) {
	f.Add((&List{Key: key}).Append(nil, sample('0', "值班电话")))
	f.Add([]byte("[[waiver]]\nuntil = 2027-06-30T00:00:00Z\n"))
	f.Add([]byte("[[ waiver ]]\nrule = 1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, found := Parse(Path, data)
		if list == nil && len(found) == 0 {
			t.Error("nothing was read, and nothing found")
		}
		for _, d := range found {
			if d.Pos.Line < 0 || d.Pos.Column < 0 {
				t.Errorf("%v", d.Pos)
			}
		}
	})
}
