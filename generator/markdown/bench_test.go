package markdown

import (
	"strings"
	"testing"

	"gongkai/generator/corpus"
	"gongkai/generator/page"
)

// document is 3 KB of Chinese in our own words, with headings, a list, a table,
// a link and emphasis, as a township office writes.
func document() []byte {
	var b strings.Builder
	b.WriteString("## 一、总体情况\n\n")
	for range 5 {
		b.WriteString("本办法所称政府信息，是指行政机关在履行职责过程中制作或者获取的，以一定形式记录、保存的信息。各科室应当在信息形成之日起二十个工作日内**予以公开**；法律、法规另有规定的，从其规定。具体要求见[《管理办法》](0002.md#公开范围)。\n\n")
	}
	b.WriteString("## 二、主要措施\n\n- 完善制度，明确责任；\n- 加强审查，确保安全；\n- 组织培训，提高能力；\n- 接受监督，持续改进。\n\n")
	b.WriteString("| 事项 | 时限（工作日） | 责任科室 |\n|------|---:|------|\n| 主动公开 | 20 | 党政办公室 |\n| 依申请公开 | 20 | 党政办公室 |\n| 信息更正 | 15 | 各科室 |\n\n")
	b.WriteString("## 三、存在的问题\n\n")
	for range 3 {
		b.WriteString("公开的内容还不够全面，形式还不够丰富，与群众的期望相比还有差距。下一步将逐项梳理，补充完善，方便群众查询和使用，并通过多种渠道听取意见。\n\n")
	}
	return []byte(b.String())
}

func BenchmarkRender(b *testing.B) {
	benchmark(b, []Source{{Path: "policies/2017/0001.md", Body: document(), Line: 12}})
}

// BenchmarkCorpus renders documents of a test site, one after the other.
func BenchmarkCorpus(b *testing.B) {
	benchmark(b, corpusSources(64))
}

// corpusSources returns the bodies of a test site.
func corpusSources(n int) []Source {
	opt := corpus.Options{Docs: n, Seed: 3}
	sources := make([]Source, n)
	for i := range sources {
		name, data := corpus.Document(opt, i)
		body, line, _ := page.Body(data)
		sources[i] = Source{Path: name, Body: body, Line: line, UTF8: true}
	}
	return sources
}

// benchmark renders bodies in turn, each over the last result, as a build does.
func benchmark(b *testing.B, sources []Source) {
	r := New(Options{Official: true})
	var old Result
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if old = r.Render(old, sources[i%len(sources)], nil); len(old.HTML) == 0 {
			b.Fatal("nothing rendered")
		}
	}
}
