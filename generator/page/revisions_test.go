package page

import (
	"strings"
	"testing"
)

// TestRevisionsMended: revisions that are out of order are put into order as they
// are written, and nothing is found afterwards; where it is not certain what belongs
// to which, the order is told and nothing is moved.
func TestRevisionsMended(t *testing.T) {
	for before, after := range map[string]string{
		"[{date: 2025-05-01, note: 乙}, {date: 2025-04-01, note: 甲}] # 两次":                                               "[{date: 2025-04-01, note: 甲}, {date: 2025-05-01, note: 乙}] # 两次",
		"\n  - {date: 2025-05-02, note: 丙}\n  - {date: 2025-04-01, note: \"甲：, 甲\"}\n\n  - {date: 2025-05-01, note: 乙}": "\n  - {date: 2025-04-01, note: \"甲：, 甲\"}\n  - {date: 2025-05-01, note: 乙}\n\n  - {date: 2025-05-02, note: 丙}",
		// Two of one day stay as they are, those with a time of day among them.
		"[{date: 2025-05-01, note: 乙}, {date: 2025-05-01, note: 丙}, {date: 2025-04-01 09:30, note: 甲}]": "[{date: 2025-04-01 09:30, note: 甲}, {date: 2025-05-01, note: 乙}, {date: 2025-05-01, note: 丙}]",
		"\n  - {date: 2025-05-01, note: 乙} # 张某\n  - {date: 2025-04-01, note: 甲}":                       "",
		"\n  - date: 2025-05-01\n    note: 乙\n  - date: 2025-04-01\n    note: 甲":                        "",
	} {
		const front, rest = "---\ntitle: 公告\ncategory: a\ndate: 2025-03-15\nrevisions: ", "\n---\n正文。\n"
		data := front + before + rest
		_, found := Parse("a/b.md", []byte(data))
		if len(found) != 1 || found[0].Code != ruleRevisionOrder.Code || found[0].Fix.IsZero() != (after == "") {
			t.Errorf("%s: %s%+v", before, printed(found), found)
			continue
		}
		if after == "" {
			continue
		}
		fix := found[0].Fix
		at := func(line, column int) int {
			start := 0
			for range line - 1 {
				start += strings.IndexByte(data[start:], '\n') + 1
			}
			return start + len(string([]rune(data[start:])[:column-1]))
		}
		got := data[:at(fix.Line, fix.Column)] + fix.Text + data[at(fix.EndLine, fix.EndColumn):]
		if got != front+after+rest {
			t.Errorf("%s becomes\n%s", before, got)
		}
		if _, found := Parse("a/b.md", []byte(got)); len(found) > 0 {
			t.Errorf("%s is not mended:\n%s", after, printed(found))
		}
	}
}

// TestUpdated: the last revision is the update, and a finding about it finds it.
func TestUpdated(t *testing.T) {
	const text = "---\ntitle: 公告\ncategory: a\ndate: 2025-03-15\nrevisions:\n  - {date: 2025-03-15, note: 甲}\n  - {date: 2025-04-01 09:30, note: 乙}\n---\n正文。\n"
	p, found := Parse("a/b.md", []byte(text))
	if len(found) > 0 || p.Meta.Updated().String() != "2025-04-01 09:30" || p.Meta.Revisions[1].Note != "乙" {
		t.Errorf("%+v\n%s", p.Meta, printed(found))
	}
	if pos := ReadFront("a/b.md", []byte(text)).Locate("revisions", "2025-04-01 09:30"); pos.Line != 7 || pos.Column != 12 {
		t.Errorf("it is found at %+v", pos)
	}
	if !new(Meta).Updated().IsZero() {
		t.Error("a document without revisions has been updated")
	}
}
