package present

import (
	"fmt"
	"io"
	"testing"

	"gongkai/generator/page"
)

// benchmarkSite is a site of documents that state as much as those of a real
// one.
func benchmarkSite(b *testing.B) *Plan {
	metas := documents(365)
	for i, m := range metas {
		m.IndexNumber = fmt.Sprintf("000014349/2017-%05d", i)
		m.Title = fmt.Sprintf("关于做好第%d批政府信息公开工作的通知", i)
		m.Subject, m.Summary = "综合政务/政务公开", "对进一步做好政府信息公开工作提出要求，明确责任分工和完成时限。"
		m.Keywords, m.Written = []string{"政府信息公开", "管理办法"}, page.NewDate(2016, 12, 1+i%28)
		if i%3 == 0 {
			m.DocNumber, m.Genre, m.Validity = fmt.Sprintf("示政发〔2017〕%d号", i), "通知", "有效"
		}
	}
	return planOf(b, testConfig(), metas...)
}

// BenchmarkView makes the views of all pages of one kind; the figures are
// those of one page.
func BenchmarkView(b *testing.B) {
	p := benchmarkSite(b)
	for name, of := range map[string]func(Output) bool{
		"document": Output.IsDocument,
		"list":     func(o Output) bool { return o.kind == kindList && o.number > 0 },
	} {
		b.Run(name, func(b *testing.B) {
			var some []int
			for i := range p.Pages() {
				if of(p.Output(i)) {
					some = append(some, i)
				}
			}
			var mem Memory
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p.View(&mem, p.Output(some[i%len(some)]))
			}
		})
	}
}

// BenchmarkWrite writes the data files of a site; the figures are those of one
// file of 365 documents.
func BenchmarkWrite(b *testing.B) {
	p := benchmarkSite(b)
	for _, path := range []string{"catalog.json", "catalog.csv", "catalog/data-2017.js", "feed.xml", "sitemap.xml"} {
		o, ok := p.Lookup(path)
		if !ok {
			b.Fatal("no ", path)
		}
		b.Run(path, func(b *testing.B) {
			late := p.Late(o)
			b.ReportAllocs()
			for b.Loop() {
				if err := late.Write(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
