package records

import (
	"bytes"

	"gongkai/generator/diag"
)

// Reason is why an address that was public would not answer any more.
type Reason uint8

const (
	// Missing: there is no document for it.
	Missing Reason = iota
	// IsDraft: its document is a draft now.
	IsDraft
	// NotYet: the day of its document is in the future now.
	NotYet
)

// Vanished says that an address of the list, read from a file with the given bytes,
// would not answer any more.
func Vanished(file string, data []byte, address string, why Reason) diag.Diagnostic {
	data = unixText(data)
	at := 0
	if !bytes.HasPrefix(data, []byte(address+"\t")) {
		at = bytes.Index(data, []byte("\n"+address+"\t")) + 1
	}
	pos := diag.Locate(file, data, at)
	pos.Width = len([]rune(address))
	now, hint := why.texts(address)
	return ruleVanished.At(pos, address, now, hint)
}

// texts says what is so now, and how to mend it.
func (r Reason) texts(address string) (now, hint diag.Text) {
	switch r {
	case IsDraft:
		return diag.Text{ZH: "它的文档现在是草稿", EN: "its document is a draft now"},
			diag.Text{ZH: "删去文档里的 draft: true 一行；要撤下的，用 gongkai withdraw 撤下", EN: "take draft: true out of the document; to take it down, use gongkai withdraw"}
	case NotYet:
		return diag.Text{ZH: "它的文档的发布日期改到了以后", EN: "the day of its document is in the future now"},
			diag.Text{ZH: "改回原来的 date；要撤下的，用 gongkai withdraw 撤下", EN: "restore its date; to take it down, use gongkai withdraw"}
	}
	return diag.Text{ZH: "它的文档不在了", EN: "its document is gone"},
		diag.Text{
			ZH: "文档移动过的，在新的文档里写 aliases: [" + address + "]；误删的，恢复文件；要撤下的，恢复文件后用 gongkai withdraw 撤下",
			EN: "where it has moved, write aliases: [" + address + "] into the document; where it was deleted by mistake, restore it; to take it down, restore it and use gongkai withdraw",
		}
}
