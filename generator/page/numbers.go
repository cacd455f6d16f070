package page

import (
	"regexp"
	"strings"

	"golang.org/x/text/width"
)

// indexPattern is the form of 索引号: the organisation code of nine characters,
// with or without its hyphen, or the unified social credit code of eighteen; a
// stroke; the year, perhaps with the month; a hyphen; the serial number.
// 《政府信息公开目录系统实施指引（试行）》 demands nine characters, a year and five
// digits; the other forms are in use.
const indexPattern = `^(?:[0-9A-Z]{8}-?[0-9A-Z]|[0-9A-HJ-NPQRTUWXY]{18})/\d{4}(?:\d{2})?-\d{4,7}$`

var (
	indexForm = regexp.MustCompile(indexPattern)
	// docForm is 发文机关代字〔年份〕序号号, GB/T 9704—2012, 7.2.5.
	docForm = regexp.MustCompile(`^\p{Han}{1,20}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号$`)
	// orderForm is the number of an order: 政府令〔2020〕293号, 第293号.
	orderForm = regexp.MustCompile(`^(?:政府令〔\d{4}〕\d+号|第\d+号)$`)
	// looseDoc is what people write for docForm, blanks removed.
	looseDoc = regexp.MustCompile(`^(\p{Han}{1,20}?)[\[({<【「『〈《﹝﹙〔〖]?((?:19|20)\d{2})年?[\])}>】」』〉》﹞﹚〕〗]?第?0*([1-9]\d{0,4})[号號]?$`)
)

// checkIndexNumber demands the form of an index number, and compares its year
// with the date of publication.
func (c *checker) checkIndexNumber(m *Meta, n node) {
	if !usualIndex(m.IndexNumber) && !indexForm.MatchString(m.IndexNumber) {
		meant := strings.ToUpper(strings.ReplaceAll(width.Narrow.String(m.IndexNumber), " ", ""))
		meant = strings.NewReplacer("—", "-", "–", "-", "－", "-", `\`, "/").Replace(meant)
		if !indexForm.MatchString(meant) {
			meant = "123456789/2017-00003"
		}
		c.failAt(ruleIndexNumber, n, m.IndexNumber, meant)
		m.IndexNumber = ""
	}
}

// usualIndex reports whether an index number has the form of 123456789/2017-00003,
// in a twentieth of the time that the pattern takes.
func usualIndex(s string) bool {
	const form = "000000000/0000-00000"
	if len(s) != len(form) {
		return false
	}
	for i := range len(form) {
		if isDigit := '0' <= s[i] && s[i] <= '9'; isDigit != (form[i] == '0') || !isDigit && s[i] != form[i] {
			return false
		}
	}
	return true
}

// indexYear returns the year in an index number, 0 where there is none.
func indexYear(s string) int {
	i := strings.IndexByte(s, '/')
	if i < 0 || len(s) < i+5 {
		return 0
	}
	return number(s[i+1 : i+5])
}

// checkDocNumber demands the form of a document number. A slip that can be
// mended with certainty is an error; a form that is not known is a warning,
// for there are more forms in old documents than any list holds.
func (c *checker) checkDocNumber(m *Meta, n node) {
	s := m.DocNumber
	if docForm.MatchString(s) || orderForm.MatchString(s) {
		return
	}
	compact := strings.ReplaceAll(width.Narrow.String(s), " ", "")
	if part := looseDoc.FindStringSubmatch(compact); part != nil {
		c.failAt(ruleDocNumber, n, s, part[1]+"〔"+part[2]+"〕"+part[3]+"号")
		return
	}
	c.failAt(ruleDocNumberForm, n, s)
}
