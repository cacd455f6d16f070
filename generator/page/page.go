// Package page is one content file: its front matter, its path and its URL.
//
// [Parse] splits a file into its [Meta] and its body. Meta is everything that
// another page may know about this one; the body is private to it. That is the
// first of the two narrow waists the generator is built around: what concerns
// the site as a whole (lists, neighbours, relations, indexes) is computed from
// Metas alone, so it reads no Markdown, and the edit of a body can touch no
// other page.
//
// page does not know the site's categories, the other pages, or Markdown.
package page

import (
	"strings"

	"gongkai/generator/cache"
)

// Meta is what others may know of a page: its front matter and its path. All
// strings are valid UTF-8, trimmed, with runs of white space folded to one
// blank.
type Meta struct {
	// Path is the file below content/, slash-separated: policies/2017/0003.md.
	Path string

	Title       string
	Category    string
	Date        Date // 发布日期
	Written     Date // 成文日期
	DocNumber   string
	IndexNumber string
	Issuer      string
	Source      string
	Author      string
	Subject     string // 主题分类, "综合政务/政务公开"
	Genre       string
	Keywords    []string
	Summary     string
	Validity    string // 有效, 失效, 废止, 已修改, or ""
	Effective   Date
	Expires     Date
	Repealed    Date
	Replaces    []string // paths below content/, as in Path
	Interprets  []string
	Disclosure  string // 主动公开, 依申请公开, or ""
	Attachments []Attachment
	Aliases     []string // output paths: old/path.html
	Draft       bool
	// PublishUntil is the last day of a 公示: the document is withdrawn on the day after.
	PublishUntil Date
	Withdrawn    Withdrawal
	Revisions    []Revision // 修订记录, oldest first
	Service      *Service   // nil: it is no guide to a service
	Review       []Review
	// Form is the form of an annual report, "2007", "2019" or "2021"; only
	// below content/reports/.
	Form string
}

// MadeOn returns 生成日期: the day on which the document was made, or where that
// is not stated, the day of its publication.
func (m *Meta) MadeOn() Date {
	if m.Written.IsZero() {
		return m.Date
	}
	return m.Written
}

// Updated returns 更新日期: the day of the last revision, the zero Date where
// nothing has been revised.
func (m *Meta) Updated() Date {
	if len(m.Revisions) == 0 {
		return Date{}
	}
	return m.Revisions[len(m.Revisions)-1].Date
}

// Withdrawal says since when a document is no longer public, and why. The zero value
// says that it is not withdrawn.
type Withdrawal struct {
	Date      Date
	Reason    string
	KeepTitle bool // the notice in its place names the document
}

// Over is the reason for a withdrawal that [Meta.PublishUntil] has brought about.
const Over = "公示期满"

// WithdrawnOn returns the withdrawal of a document that is in effect on a day, and
// whether there is one. An annual report and the text of a section have none.
func (m *Meta) WithdrawnOn(day Date) (w Withdrawal, ok bool) {
	until := m.PublishUntil
	switch {
	case until.IsZero() && m.Withdrawn.Date.IsZero() || m.Form != "" || m.IsIntro():
		return Withdrawal{}, false
	case !m.Withdrawn.Date.IsZero() && m.Withdrawn.Date.Day <= day.Day:
		return m.Withdrawn, true
	case !until.IsZero() && until.Day < day.Day:
		return Withdrawal{Date: Date{Day: until.Day + 1}, Reason: Over}, true
	}
	return Withdrawal{}, false
}

// IsIntro reports whether the file is the text of a section: CATEGORY/index.md.
func (m *Meta) IsIntro() bool {
	rest, ok := strings.CutPrefix(m.Path, m.Category)
	return ok && rest == "/index.md"
}

// Revision is a change that was made to a document after its publication.
type Revision struct {
	Date Date
	Note string
}

// Attachment is a file published with a document.
type Attachment struct {
	File  string // path below content/, slash-separated
	Title string
}

// Review is one step of the review chain as recorded in front matter.
type Review struct {
	Stage string
	By    string
	Date  Date
	Sum   string // of what was approved, 64 hexadecimal digits: see package review
	Sig   string // SSHSIG on one line, or ""
}

// Page is one content file, parsed.
type Page struct {
	Meta Meta
	// Body is the Markdown after the closing fence, with LF line ends. It
	// shares no memory with the input of Parse where that had other line ends.
	Body []byte
	// BodyLine is the line of the file, from 1, on which Body begins.
	BodyLine int
	// MetaSum covers Meta, BodySum covers Body.
	MetaSum, BodySum cache.Sum
}
