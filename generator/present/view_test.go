package present

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/cache"
	"gongkai/generator/layout"
	"gongkai/generator/markdown"
	"gongkai/generator/report"
)

// A view made in memory that was used before is the same as one made in new
// memory: nothing of the page before shines through.
func TestMemory(t *testing.T) {
	metas := documents(12)
	metas[2].Issuer, metas[2].Genre, metas[2].DocNumber = "示例镇党政办公室", "通知", "示政发〔2017〕3号"
	metas[2].Validity, metas[2].Keywords, metas[2].Summary = "有效", []string{"政府信息公开"}, "摘要"
	metas[5].Interprets, metas[7].Replaces = []string{metas[2].Path}, []string{metas[3].Path}
	s := planOf(t, testConfig(), metas...)
	var mem Memory
	for round := range 4 {
		for i := range s.Len() {
			o := s.Output((i*7 + round) % s.Len()) // in another order each time
			if !o.IsPage() {
				continue
			}
			used, fresh := s.View(&mem, o), view(s, o)
			if !slices.Equal(cache.AppendComponents(nil, used.Value), cache.AppendComponents(nil, fresh.Value)) {
				t.Errorf("%s: a view in memory used before differs", o.Path)
			}
		}
	}
}

// What a page shows of a text depends on that text and on the view, and not on
// the text whose memory it takes.
func TestText(t *testing.T) {
	headings := []markdown.Heading{
		{Level: 2, ID: "一", Text: "一"}, {Level: 3, ID: "二", Text: "二"}, {Level: 4, ID: "三", Text: "三"}, {Level: 2, ID: "四", Text: "四"},
	}
	outline := []layout.Heading{{Level: 2, ID: "一", Text: "一"}, {Level: 3, ID: "二", Text: "二"}, {Level: 2, ID: "四", Text: "四"}}
	requests, proactive := report.Table{ID: "requests", Caption: "申请"}, report.Table{ID: "proactive"}
	document := View{Value: &layout.PageView{}}
	annual := View{Value: &layout.ReportView{Tables: []report.Table{proactive, requests}}}
	const words, divided = "<p>{{table.requests}}</p>", "<p>前</p><p>后</p>"
	places := []report.Place{{Offset: len("<p>前</p>"), Table: "requests"}, {Offset: len(divided), Table: "proactive"}}
	var text layout.Text
	for _, test := range []struct {
		name     string
		view     View
		html     layout.HTML
		headings []markdown.Heading
		places   []report.Place
		want     layout.Text
	}{
		{"long", document, "<p>长</p>", headings, nil, layout.Text{HTML: "<p>长</p>", Outline: outline}},
		{"short", document, "<p>短</p>", headings[:3], nil, layout.Text{HTML: "<p>短</p>", Outline: []layout.Heading{}}},
		{"of a report", annual, divided, nil, places, layout.Text{HTML: divided, Outline: []layout.Heading{}, Parts: []layout.ReportPart{
			{Body: "<p>前</p>"}, {Table: requests}, {Body: "<p>后</p>"}, {Table: proactive},
		}}},
		{"of a report with the words of a place", annual, words, nil, nil, layout.Text{HTML: words, Outline: []layout.Heading{}, Parts: []layout.ReportPart{{Body: words}}}},
		{"long again", document, "<p>长</p>", headings, nil, layout.Text{HTML: "<p>长</p>", Outline: outline}},
	} {
		text = test.view.Text(text, test.html, test.headings, test.places)
		if diff := cmp.Diff(test.want, text); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
	if n := testing.AllocsPerRun(10, func() { text = document.Text(text, "<p>长</p>", headings, nil) }); n > 0 {
		t.Errorf("%g allocations", n)
	}
}
