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

// orders are the kinds of documents that are numbered with 第.
const orders = `(?:命令|令|公告|通告|公报|布告)`

var (
	indexForm = regexp.MustCompile(indexPattern)
	// docForm is 发文机关代字〔年份〕序号号, GB/T 9704—2012, 7.2.5.
	docForm = regexp.MustCompile(`^\p{Han}{1,20}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号$`)
	// orderForm is the number of an order, a bulletin or a notice to the public,
	// which is counted with 第, from the beginning of the year or of time: 第293号,
	// 国务院令第711号, 政府令〔2020〕293号, 公告2026年第1号, 2026年第1号公告,
	// 公告（2026年第1号）, 2026年第12号（总第34号）.
	orderForm = regexp.MustCompile(`^(?:政府令〔\d{4}〕\d+号|(?:[\p{Han}、 ]{0,40}` + orders + `)?` +
		`[（(]?(?:〔(?:19|20)\d{2}〕|(?:19|20)\d{2}年)?[（(]?第[0-9一二三四五六七八九十百千〇零]{1,8}号[）)]?(?:[（(]总第\d{1,6}号[）)])?` + orders + `?)$`)
	// ordered is what people write for it, blanks removed.
	ordered = regexp.MustCompile(`^(\p{Han}{0,40}` + orders + `)([\[({<【「『〈《﹝﹙〔〖]?)((?:19|20)\d{2})年?[\])}>】」』〉》﹞﹚〕〗]?(第?)0*([1-9]\d{0,4})[号號]?$`)
	// looseDoc is what people write for docForm, blanks removed.
	looseDoc = regexp.MustCompile(`^(\p{Han}{1,20}?)[\[({<【「『〈《﹝﹙〔〖]?((?:19|20)\d{2})年?[\])}>】」』〉》﹞﹚〕〗]?第?0*([1-9]\d{0,4})[号號]?$`)
	// divided is a number in which the year cannot run into the serial number, and
	// which is nothing else: 2017年3月 is a month.
	divided = regexp.MustCompile(`(?:[\[({<【「『〈《﹝﹙〔〖]\s*\d{4}\s*年?\s*[\])}>】」』〉》﹞﹚〕〗]|` + orders + `\s*\d{4}\s*年).*[号號]|^\s*` + orders + `.*第.*[号號]`)
)

// checkIndexNumber demands the form of an index number.
func (c *checker) checkIndexNumber(m *Meta, n node) {
	if !usualIndex(m.IndexNumber) && !indexForm.MatchString(m.IndexNumber) {
		meant := strings.ToUpper(strings.ReplaceAll(width.Narrow.String(m.IndexNumber), " ", ""))
		meant = strings.NewReplacer("—", "-", "–", "-", "－", "-", `\`, "/").Replace(meant)
		if indexForm.MatchString(meant) {
			c.mend(ruleIndexNumber, n, meant, m.IndexNumber, meant)
		} else {
			example := "123456789/2017-00003"
			if i := strings.LastIndexByte(meant, '-'); i >= 0 && len(meant)-i-1 < 4 {
				if padded := meant[:i+1] + strings.Repeat("0", 5-(len(meant)-i-1)) + meant[i+1:]; indexForm.MatchString(padded) {
					example = padded
				}
			}
			c.failAt(ruleIndexNumber, n, m.IndexNumber, example)
		}
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
	if meant := meantNumber(strings.ReplaceAll(width.Narrow.String(s), " ", "")); meant != "" {
		if divided.MatchString(width.Narrow.String(s)) {
			c.mend(ruleDocNumber, n, meant, s, meant)
		} else {
			c.failAt(ruleDocNumber, n, s, meant)
		}
		return
	}
	c.failAt(ruleDocNumberForm, n, s)
}

// meantNumber returns the document number that a text without blanks stands for,
// "" where that is not certain.
func meantNumber(s string) string {
	if orderForm.MatchString(s) {
		return s
	}
	if part := ordered.FindStringSubmatch(s); part != nil {
		switch {
		case part[2] == "":
			return part[1] + part[3] + "年第" + part[5] + "号"
		case part[4] != "":
			return part[1] + "〔" + part[3] + "〕第" + part[5] + "号"
		}
	}
	if part := looseDoc.FindStringSubmatch(s); part != nil {
		return part[1] + "〔" + part[2] + "〕" + part[3] + "号"
	}
	return ""
}

// numberYear returns the year in a document number, 0 where there is none: four
// digits in brackets, or before 年.
func numberYear(s string) int {
	if _, rest, ok := strings.Cut(s, "〔"); ok && len(rest) >= 4 && shaped(rest[:4], "0000") {
		return number(rest[:4])
	}
	if before, _, ok := strings.Cut(s, "年"); ok && len(before) >= 4 && shaped(before[len(before)-4:], "0000") {
		return number(before[len(before)-4:])
	}
	return 0
}
