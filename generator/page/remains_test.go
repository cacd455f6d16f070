package page

import (
	"reflect"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// TestRemains: what is left of a document reads back as what it is, and has nothing else
// of it.
func TestRemains(t *testing.T) {
	const text = "---\ntitle: 关于占道的通告\ncategory: notices\ndate: 2022-05-01 09:30\nsummary: 占道的摘要\naliases: [notices/2020/a b.html, old/index.html]\n" +
		"keywords: [占道]\nattachments: [{file: 0012-list.csv, title: 占道的清单}]\nwithdrawn: {date: 2022-06-01, reason: \"有误: 另行公布\", keep_title: true}\n" +
		"review:\n  - {stage: 初审, by: 主管副镇长, date: 2022-05-01, sum: 000000000000000000000000000000000000000000000000000000000000000f}\n---\n占道的正文。\n"
	const path = "notices/2022/0012.md"
	was, found := Parse(path, []byte(text))
	if was == nil || diag.HasErrors(found) {
		t.Fatal(found)
	}
	for _, titled := range []bool{false, true} {
		w := was.Meta.Withdrawn
		w.KeepTitle = titled
		data := Remains(&was.Meta, w)
		is, found := Parse(path, data)
		if is == nil || diag.HasErrors(found) {
			t.Fatalf("%s\n%v", data, found)
		}
		if is.Meta.Withdrawn != w || is.Meta.Date != was.Meta.Date || is.Meta.Category != was.Meta.Category ||
			!reflect.DeepEqual(is.Meta.Aliases, was.Meta.Aliases) || !reflect.DeepEqual(is.Meta.Review, was.Meta.Review) {
			t.Errorf("%+v became %+v", was.Meta, is.Meta)
		}
		if said := strings.Count(string(data), "占道"); titled && (said != 1 || is.Meta.Title != was.Meta.Title) || !titled && said != 0 {
			t.Errorf("the document is told of %d times:\n%s", said, data)
		}
	}
}
