package main

import (
	"fmt"

	"gongkai/generator/diag"
	"gongkai/generator/progress"
)

// phases shows on a terminal in which phase a build is, and how far. It shows nothing with
// --quiet or --json.
type phases struct {
	line *progress.Line
	lang string
}

func newPhases(c *call) *phases {
	p := &phases{lang: c.Lang}
	if !c.Quiet && !c.JSON {
		p.line = progress.On(c.stderr)
	}
	return p
}

// show is called by the workers of a build.
func (p *phases) show(phase string, done, total int) {
	if p.line == nil {
		return
	}
	name := map[string]diag.Text{"read": {ZH: "读取", EN: "reading"}, "make": {ZH: "生成", EN: "making"}, "pictures": {ZH: "认图片里的字", EN: "reading pictures"}, "links": {ZH: "询问站外链接", EN: "asking other sites"}, "files": {ZH: "复制附件、缩小图片", EN: "copying files, reducing pictures"}}[phase]
	p.line.Show(fmt.Sprintf("%s %d/%d", name.In(p.lang), done, total))
}

// clear removes the line.
func (p *phases) clear() { p.line.Clear() }
