package records

import (
	"bytes"
	"maps"
	"slices"
	"unicode/utf8"

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

// Vanished says that some addresses of the list, read from a file with the given bytes,
// would not answer any more.
func Vanished(file string, data []byte, gone map[string]Reason) (found []diag.Diagnostic) {
	data = unixText(data)
	quoter := diag.Quoter{Data: data}
	places := map[string]diag.Pos{}
	at := 0
	for line := range bytes.Lines(data) {
		address, _, _ := bytes.Cut(line, []byte{'\t'})
		if _, is := gone[string(address)]; is {
			pos := quoter.Locate(file, at)
			pos.Width = utf8.RuneCount(address)
			places[string(address)] = pos
		}
		at += len(line)
	}
	for _, address := range slices.Sorted(maps.Keys(gone)) {
		pos, ok := places[address]
		if !ok { // the file has changed meanwhile
			pos = diag.Pos{File: file}
		}
		now, hint := gone[address].texts(address)
		found = append(found, ruleVanished.At(pos, address, now, hint))
	}
	return found
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
