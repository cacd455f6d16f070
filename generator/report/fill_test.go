package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// formFigures returns the figures of the form alone, without last line end.
func formFigures(t *testing.T, ledger bool) (heading, tables, fee string) {
	t.Helper()
	data, err := Fill(2024, "2021", map[string]string{}, nil, ledger)
	if err != nil {
		t.Fatal(err)
	}
	heading, tables, _ = strings.Cut(string(data), "\n\n")
	at := strings.Index(tables, "\n# 信息处理费")
	return heading + "\n", "\n" + tables[:at], tables[at:]
}

// TestFillKeeps: what belongs to no form stays, however it is written, and with its
// comments; what does belong to the form goes, however it is written.
func TestFillKeeps(t *testing.T) {
	heading, tables, fee := formFigures(t, false)
	ledgerHeading, ledgerTables, _ := formFigures(t, true)
	old := "[litigation]\nreview = [9, 9, 9, 9, 9]\n"
	for _, c := range []struct {
		name, existing string
		top, rest      string // above and below the tables of the form
		noFee          bool   // since it is there
	}{
		{name: "an equals sign in the comment behind a header", existing: old + "\n[training]  # 场次=5\nsessions = 5\n", rest: "\n[training]  # 场次=5\nsessions = 5\n"},
		{name: "the same behind one of the form", existing: "[requests] # 合计=自然人+法人\nnew = [9]\n[training]\nsessions = 5\n", rest: "\n[training]\nsessions = 5\n"},
		{name: "keys above the first table", existing: "# 全镇人口\npopulation = 30000\n\n" + old, top: "# 全镇人口\npopulation = 30000\n"},
		{name: "keys of the form above the first table", existing: "requests.new = [\n  9, # [training]\n]\npopulation = 1\n" + old, top: "population = 1\n"},
		{name: "an inline table", existing: "litigation = { review = [9] }\npopulation = 1\n", top: "population = 1\n"},
		{name: "comments behind the last table", existing: old + "\n# 经办：综合办\n", rest: "\n# 经办：综合办\n"},
		{name: "comments behind one's own", existing: old + "[training]\nsessions = 5\n# 经办：综合办", rest: "\n[training]\nsessions = 5\n# 经办：综合办"},
		{name: "a comment by itself", existing: "# 数据由综合办核对\n\n# 五列\n" + old, top: "# 数据由综合办核对\n"},
		{name: "what looks like a header in a text", existing: "[own]\nnote = '''\n[requests]\nnew = 1\n'''\nlast = 1\n" + old, rest: "\n[own]\nnote = '''\n[requests]\nnew = 1\n'''\nlast = 1\n"},
		{name: "a text in a table of the form", existing: "[requests]\nnew = [9]\nnote = '''\n[own]\n'''\n[own]\na = 1\n", rest: "\n[own]\na = 1\n"},
		{name: "quoted and spaced headers", existing: "[ \"requests\" ]\nnew = [9]\n[ 'training' . a ]\nb = 1\n", rest: "\n[ 'training' . a ]\nb = 1\n"},
		{name: "arrays of tables", existing: "[[training]]\na = 1\n" + old + "[[training]]\na = 2\n", rest: "\n[[training]]\na = 1\n[[training]]\na = 2\n"},
		{name: "a name that begins as one of the form", existing: old + "[requests_online]\na = 1\n", rest: "\n[requests_online]\na = 1\n"},
		{name: "an inline fee", existing: "processing_fee = { cases = 1, amount = 2 }\n" + old, top: "processing_fee = { cases = 1, amount = 2 }\n", noFee: true},
		{name: "a fee with blanks", existing: old + "[ processing_fee ]\ncases = 1\namount = 2\n", rest: "\n[ processing_fee ]\ncases = 1\namount = 2\n", noFee: true},
		{name: "line ends of Windows, a mark", existing: "\uFEFF# 注\r\n\r\n[requests]\r\nnew = [9]\r\n\r\n[training]\r\na = 1\r\n", top: "# 注\n", rest: "\n[training]\r\na = 1\r\n"},
	} {
		data, err := Fill(2024, "2021", map[string]string{}, []byte(c.existing), false)
		want := heading + c.top + tables + fee + c.rest
		if c.noFee {
			want = heading + c.top + tables + c.rest
		}
		if diff := cmp.Diff(want, string(data)); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", c.name, err, diff)
		}
		again, err := Fill(2024, "2021", map[string]string{}, data, false)
		if diff := cmp.Diff(string(data), string(again)); err != nil || diff != "" {
			t.Errorf("%s, filled again: %v (-want +got):\n%s", c.name, err, diff)
		}
		counted, err := Fill(2024, "2021", map[string]string{}, data, true)
		want = strings.Replace(want, heading, ledgerHeading, 1)
		want = strings.Replace(want, tables, ledgerTables, 1)
		if diff := cmp.Diff(want, string(counted)); err != nil || diff != "" {
			t.Errorf("%s, with a ledger: %v (-want +got):\n%s", c.name, err, diff)
		}
	}
}

// TestFillLedger: a ledger takes the table of requests away, and nothing else.
func TestFillLedger(t *testing.T) {
	for _, c := range []struct{ existing, want string }{
		{"# 说明\n\n# 七列\n[requests] # 合计=各列之和\nnew = [1]\n\n[litigation]\nreview = [0]\n", "# 说明\n\n[litigation]\nreview = [0]\n"},
		{"population = 1\nrequests.new = [\n 1,\n]\n[own] # a=b\nx = 1\n# 完\n", "population = 1\n\n[own] # a=b\nx = 1\n# 完\n"},
		{"[requests.a]\nx = 1\n[requests]\nnew = [1]\n", ""},
		{"\uFEFF# 没有申请表\r\n\r\n\r\n[own]\r\nx = 1", "\uFEFF# 没有申请表\r\n\r\n\r\n[own]\r\nx = 1"},
	} {
		data, err := Fill(2024, "2021", nil, []byte(c.existing), true)
		if diff := cmp.Diff(c.want, string(data)); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got):\n%s", c.existing, err, diff)
		}
	}
}

// TestFillUnreadable: a file that is no TOML is not written over.
func TestFillUnreadable(t *testing.T) {
	for _, existing := range []string{"[requests\n", "[own]\na = \n", "[own]\na = 1\n[own]\n", "[own] # \xb9\xab\xbf\xaa\n"} {
		for _, given := range []map[string]string{nil, {}} {
			if data, err := Fill(2024, "2021", given, []byte(existing), true); err == nil {
				t.Errorf("%q: %q, %v", existing, data, err)
			}
		}
	}
}

// TestHasRequests: zeros and blanks, as the skeleton has them, are no numbers.
func TestHasRequests(t *testing.T) {
	for figures, want := range map[string]bool{
		"":                                   false,
		"[litigation]\nreview = [1]\n":       false,
		"[requests]\n":                       false,
		"[requests]\nnew = [0, 0.0, \"\"]\n": false,
		"[requests]\nnew = [0, 10]\n":        true,
		"requests.new.natural = 1\n":         true,
		"requests = {new = [\"三\"]}\n":       true,
		"requests = 2\n":                     true,
	} {
		if got := (Input{Figures: []byte(figures)}).HasRequests(); got != want {
			t.Errorf("%q: %v", figures, got)
		}
	}
	for _, ledger := range []bool{false, true} {
		if data, err := Fill(2024, "2021", map[string]string{}, nil, ledger); err != nil || (Input{Figures: data}).HasRequests() {
			t.Errorf("the skeleton, with a ledger %v: %v", ledger, err)
		}
	}
}
