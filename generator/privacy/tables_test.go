package privacy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// run makes digits of a text.
func runOf(text string) []digit {
	var d []digit
	for _, c := range text {
		v := digitOf(c)
		if c == 'X' {
			v = 10
		}
		d = append(d, digit{value: byte(v)})
	}
	return d
}

// TestMobilePlan holds the plan against the pattern that it is published as.
func TestMobilePlan(t *testing.T) {
	given := regexp.MustCompile(`^1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-35-8]|8\d|9[0-35-9])`)
	like := regexp.MustCompile(`^1[3-9]`)
	for n := range 1000 {
		s := fmt.Sprintf("%03d", n)
		want := noMobile
		if given.MatchString(s) {
			want = mobile
		} else if like.MatchString(s) {
			want = reserved
		}
		if got := mobilePlan(s[0]-'0', s[1]-'0', s[2]-'0'); got != want {
			t.Errorf("%s: %d, want %d", s, got, want)
		}
	}
}

// TestResidentCheck: of eleven last digits one is right, and a change of any digit or of two
// neighbours is noticed.
func TestResidentCheck(t *testing.T) {
	f := New(Settings{Today: today})
	const id = "11010519491231002X"
	sound := 0
	for _, last := range "0123456789X" {
		if f.resident18(runOf(id[:17]+string(last))) == 0 {
			sound++
		}
	}
	if sound != 1 {
		t.Errorf("%d last digits are right", sound)
	}
	for i := range 17 {
		for _, c := range "0123456789" {
			if changed := id[:i] + string(c) + id[i+1:]; changed != id && f.resident18(runOf(changed)) == 0 {
				t.Errorf("%s is sound", changed)
			}
		}
	}
}

// TestBorn: the days of a calendar, up to today.
func TestBorn(t *testing.T) {
	f := New(Settings{Today: today})
	for day, want := range map[string]bool{
		"20000229": true, "19000229": false, "20230229": false, "20240229": true, "19490431": false, "19490430": true, "19491301": false, "19490001": false,
		"19490100": false, "20261126": true, "20261127": false, "17991231": false, "18800101": true,
	} {
		d := runOf(day)
		if got := f.born(number(d[:4]), number(d[4:6]), number(d[6:])); got != want {
			t.Errorf("%s: %t", day, got)
		}
	}
}

// TestProvinces holds the list against the one of the standard.
func TestProvinces(t *testing.T) {
	want := strings.Fields("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91")
	for n := range 100 {
		if got := isProvince(n); got != slices.Contains(want, fmt.Sprintf("%02d", n)) {
			t.Errorf("%02d: %t", n, got)
		}
	}
}

// TestRegions: the list is sorted, and has those that other lists lack.
func TestRegions(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(regions, "\n"), "\n")
	if len(lines) < 5800 || !slices.IsSorted(lines) || len(regions)%regionLine != 0 {
		t.Errorf("%d lines", len(lines))
	}
	for _, code := range append(lines, "500223", "513621", "513722", "110105") {
		if !isRegion(runOf(code)) {
			t.Errorf("%s is not found", code)
		}
	}
	for _, code := range []string{"000000", "110100", "999999", "110122"} {
		if isRegion(runOf(code)) {
			t.Errorf("%s is found", code)
		}
	}
}

// TestOrganisations holds the check digits against real codes of offices.
func TestOrganisations(t *testing.T) {
	for _, code := range []string{"000014349", "014416330", "014246685", "003249434", "007280420", "002582518"} {
		if !isOrganisation(runOf(code)) {
			t.Errorf("%s is none", code)
		}
	}
	if isOrganisation(runOf("035210000")) {
		t.Error("035210000 is one")
	}
	if d := runOf("113306020025825184"); !isCredit(d) {
		t.Error("the code of an office in digits is none")
	}
}

// TestPersonOrOrganisation: an ID that has the check digits of a credit code too is still
// found, unless it is called one.
func TestPersonOrOrganisation(t *testing.T) {
	var both []string
	f := New(Settings{Today: today})
	for serial := 0; serial < 200_000 && len(both) < 20; serial++ {
		body := fmt.Sprintf("110105%04d%02d%02d%03d", 1940+serial/7%60, 1+serial/420%12, 1+serial/5040%28, serial%1000)
		id := body + string("0123456789X"[residentCheck(runOf(body+"0"))])
		if d := runOf(id); id[17] != 'X' && f.resident18(d) == sound && isCredit(d) {
			both = append(both, id)
		}
	}
	if len(both) < 10 {
		t.Fatalf("%d of both kinds", len(both))
	}
	for _, id := range both {
		if got := find(Passage{Cells: []string{"张三" + id}}); !strings.HasPrefix(got, "PV001") {
			t.Errorf("%s: %q", id, got)
		}
		for _, text := range []string{"统一社会信用代码：" + id, id + "/2017-72921"} {
			if got := find(Passage{Cells: []string{text}}); got != "" {
				t.Errorf("%s: %q", text, got)
			}
		}
	}
}

// TestIssuers: prefixes are written as they are read.
func TestIssuers(t *testing.T) {
	form := regexp.MustCompile(`^\d{2,6}(-\d{6})?$`)
	for _, known := range issuers {
		for _, p := range strings.Fields(known.prefixes) {
			first, last, _ := strings.Cut(p, "-")
			if !form.MatchString(p) || last != "" && last <= first || !hasPrefix(first+"0000000000", known.prefixes) {
				t.Errorf("%q", p)
			}
		}
	}
}

// TestNameWords: every word that is no name would be one.
func TestNameWords(t *testing.T) {
	for _, w := range strings.Fields(notNames) {
		if isName(w) || !strings.Contains(surnames, w[:3]) {
			t.Errorf("%s", w)
		}
	}
	for _, name := range []string{"张三", "张 三", "李小明", "欧阳建国", "诸葛亮", "阿不都·买买提"} {
		if !isName(name) {
			t.Errorf("%s is no name", name)
		}
	}
	for _, text := range []string{"", "张", "张某", "张*", "某某", "合计", "东河镇", "金额", "王小明明", "Smith", "13812345678"} {
		if isName(text) {
			t.Errorf("%s is a name", text)
		}
	}
}
