package extract

import (
	"fmt"

	"gongkai/generator/diag"
)

// Report says what a file is, and what about it a person has to know.
type Report struct {
	Kind    Kind
	Remarks []Remark
}

// Remark is something about a file that no text tells: most often that a part of it
// was not looked into.
type Remark struct {
	Reason Reason
	Place  diag.Text // with the way through archives; empty: the file as a whole
	Detail diag.Text // what exactly; may be empty
	Count  int       // of how many things of one kind it speaks

	of *container // in which they are
}

// Reason is what a remark is about.
type Reason uint8

const (
	// Encrypted cannot be opened without a password.
	Encrypted Reason = iota + 1
	// Legacy is a binary file as Office wrote it up to 2003, and WPS: doc, xls, ppt.
	Legacy
	// Packed is an archive that is not ZIP: rar, 7z.
	Packed
	// Picture is a picture: what is written in it was not read.
	Picture
	// Scanned are pages of a PDF that are pictures without text.
	Scanned
	// Unmapped is text of a PDF whose font does not say which characters it shows.
	Unmapped
	// Damaged cannot be read to its end.
	Damaged
	// TooLarge is beyond our bounds.
	TooLarge
	// TooDeep is a file within a file within a file, further than we go.
	TooDeep
	// Foreign is of no kind that we read.
	Foreign
	// Active runs something when somebody opens it: macros, scripts.
	Active
	// Misnamed has a name that says something else than its bytes. It was read as
	// what its bytes are.
	Misnamed
	// Located is a picture that says where on earth it was taken.
	Located
	// Empty has nothing in it that anybody could read or look at.
	Empty
)

// Unread reports whether the remark says that something was not looked into.
func (r Reason) Unread() bool { return r != Misnamed && r != Located && r != Empty }

// Text names the reason.
func (r Reason) Text() diag.Text {
	switch r {
	case Encrypted:
		return diag.Text{ZH: "有密码，打不开", EN: "it is encrypted"}
	case Legacy:
		return diag.Text{ZH: "旧的二进制格式（doc、xls、ppt、wps）", EN: "an old binary format (doc, xls, ppt, wps)"}
	case Packed:
		return diag.Text{ZH: "不是 ZIP 的压缩包", EN: "an archive that is not ZIP"}
	case Picture:
		return diag.Text{ZH: "图片里的文字", EN: "what is written in a picture"}
	case Scanned:
		return diag.Text{ZH: "只有图片、没有文字的页（扫描件）", EN: "pages that are pictures without text (scanned)"}
	case Unmapped:
		return diag.Text{ZH: "字体没有说明是哪些字", EN: "a font does not say which characters it shows"}
	case Damaged:
		return diag.Text{ZH: "损坏，读不完", EN: "it is damaged"}
	case TooLarge:
		return diag.Text{ZH: "太大", EN: "it is too large"}
	case TooDeep:
		return diag.Text{ZH: "压缩包套得太深", EN: "it is too deep within other files"}
	case Foreign:
		return diag.Text{ZH: "不认识的格式", EN: "of no kind that is read"}
	case Active:
		return diag.Text{ZH: "会自己运行的内容", EN: "it runs something"}
	case Misnamed:
		return diag.Text{ZH: "扩展名与内容不符", EN: "its name says something else than its content"}
	case Empty:
		return diag.Text{ZH: "文件里什么也没有", EN: "there is nothing in the file"}
	case Located:
		return diag.Text{ZH: "带有拍摄地点（GPS）", EN: "it tells where it was taken (GPS)"}
	}
	return diag.Text{}
}

// maxRemarks bounds the remarks on one file: what is beyond is counted in the last.
const maxRemarks = 100

// remark adds a remark. What is known of several things in one file, pictures most
// often, is one remark with their number.
func (s *search) remark(in *container, r Remark) {
	r.of, r.Place, r.Count = in, in.place(r.Place), max(r.Count, 1)
	for r.of != nil && r.of.part {
		r.of = r.of.outer
	}
	all := s.report.Remarks
	if in != r.of {
		for i := range all {
			if all[i].Reason == r.Reason && all[i].of == r.of && all[i].Detail == r.Detail {
				all[i].Count += r.Count
				return
			}
		}
	}
	if len(all) == maxRemarks {
		last := &all[maxRemarks-1]
		last.Count += r.Count
		last.Detail = say("还有别的，没有全部列出", "and more that is not listed")
		return
	}
	s.report.Remarks = append(all, r)
}

// say makes a sentence in both languages of the same arguments.
func say(zh, en string, args ...any) diag.Text {
	return diag.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
}
