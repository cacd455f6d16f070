package present

import (
	"slices"
	"testing"

	"gongkai/generator/cache"
	"gongkai/generator/layout"
	"gongkai/generator/markdown"
)

// A view made in memory that was used before is the same as one made in new
// memory: nothing of the page before shines through.
func TestMemory(t *testing.T) {
	metas := documents(12)
	metas[2].Issuer, metas[2].Genre, metas[2].DocNumber = "示例镇党政办公室", "通知", "示政发〔2017〕3号"
	metas[2].Validity, metas[2].Keywords, metas[2].Summary = "有效", []string{"政府信息公开"}, "摘要"
	metas[5].Interprets, metas[7].Replaces = []string{metas[2].Path}, []string{metas[3].Path}
	s := site(t, testConfig(), metas...)
	long := &markdown.Result{HTML: []byte("<p>长</p>"), Outline: []markdown.Heading{
		{Level: 2, ID: "一", Text: "一"}, {Level: 2, ID: "二", Text: "二"}, {Level: 3, ID: "三", Text: "三"}, {Level: 2, ID: "四", Text: "四"},
	}}
	short := &markdown.Result{HTML: []byte("<p>短</p>")}
	var mem Memory
	for round, text := range []*markdown.Result{long, short, long, short} {
		for i := range s.Len() {
			o := s.Output((i*7 + round) % s.Len()) // in another order each time
			if !o.IsPage() {
				continue
			}
			used, fresh := s.ViewIn(&mem, o), s.View(o)
			s.Fill(o, used, layout.HTML(text.HTML), text.Outline)
			s.Fill(o, fresh, layout.HTML(text.HTML), text.Outline)
			if !slices.Equal(cache.AppendComponents(nil, used.Value), cache.AppendComponents(nil, fresh.Value)) {
				t.Errorf("%s: a view in memory used before differs", o.Path)
			}
			if page, ok := used.Value.(*layout.PageView); ok && (len(page.Outline) > 0) != (text == long) {
				t.Errorf("%s: %d headings in its outline", o.Path, len(page.Outline))
			}
		}
	}
}
