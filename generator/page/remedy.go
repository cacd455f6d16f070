package page

import (
	"bytes"
	"regexp"
	"strings"
)

// adviceTitles are in the titles of the documents that tell citizens what they can
// do about a refusal: guides, forms, and the templates of letters.
var adviceTitles = []string{"公开指南", "依申请公开", "申请公开", "申请表", "答复书", "告知书", "公开申请"}

// eitherRemedy matches a text by which who is refused information may choose
// between 行政复议 and a court.
var eitherRemedy = regexp.MustCompile(`行政复议[^。\n，；先]{0,8}(?:或者?|也可以?)[^。\n先]{0,12}诉讼`)

// checkRemedy finds advice that the law has overtaken: a refusal goes to 行政复议
// before a court. It looks at documents that give such advice and say so in their
// titles.
func (d *decoder) checkRemedy(p *Page) {
	named := false
	for _, word := range adviceTitles {
		named = named || strings.Contains(p.Meta.Title, word)
	}
	if !named || d.report || !bytes.Contains(p.Body, []byte("诉讼")) {
		return
	}
	for _, m := range eitherRemedy.FindAllIndex(p.Body, -1) {
		d.failBody(ruleRemedy, p.Body, m[0], m[1])
	}
}
