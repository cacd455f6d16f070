package original

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule { return []*diag.Rule{ruleCounts, ruleLine} }

var ruleCounts = &diag.Rule{
	Code: "OR001", Severity: diag.Warning,
	Title:   diag.Text{ZH: "文件不是审核时的样子，审核照登记的校验值算", EN: "files are not as they were approved, and count by what is recorded"},
	Message: diag.Text{ZH: "%[1]d 个文件不是审核时的样子，或者不在这里；这是从归档包恢复的站点，审核照 records/originals.tsv 里的校验值算", EN: "%[1]d files are not as they were approved, or not here; this site is restored from an archive, and approvals count by the sums in records/originals.tsv"},
	Hint:    diag.Text{ZH: "只是查阅，不用改；要继续发布，从版本库取回原来的文件，再删去 records/originals.tsv", EN: "nothing to do to read the site; to go on publishing it, put the files of the version control back and delete records/originals.tsv"},
	Explain: diag.Text{
		ZH: "审核的是提交的原样。归档包（gongkai archive）里的附件和图片是发布时的样子，照片没有拍摄地点等信息；依申请公开的台账留在原单位。两样都和审核时的字节不同，所以包里另有 records/originals.tsv，一行一个文件：审核时的校验值，和包里的校验值。文件还是包里那一个，审核就有效；改了，就不算。\n\n程序没有办法核对原来的文件，所以每次生成都提醒。\n\n错误：本单位自己的站点里有 records/originals.tsv\n正确：从归档包恢复、只供查阅的站点里才有",
		EN: "What is approved are the bytes that are committed. In an archive (gongkai archive) attachments and pictures are as they were published, photographs without the place where they were taken, and the ledger of applications stays with the office. Neither is what was approved, so an archive has records/originals.tsv, a line for each such file: its sum when it was approved, and its sum in the archive. As long as the file is the one in the archive, the approval holds.\n\nThe program cannot see the original files, and says so with every build.\n\nWrong: records/originals.tsv in the office's own site\nRight: it is in a site that was restored from an archive, to be read",
	},
}

var ruleLine = &diag.Rule{
	Code: "OR002", Severity: diag.Error,
	Title:   diag.Text{ZH: "records/originals.tsv 的一行读不出来", EN: "a line of records/originals.tsv cannot be read"},
	Message: diag.Text{ZH: "这一行不是“路径、审核时的校验值、这里的校验值”三列", EN: "this line has not the three columns path, sum when approved, sum here"},
	Hint:    diag.Text{ZH: "从归档包重新恢复这个文件（在包里是 source/records/originals.tsv）；不再需要它的，删去", EN: "restore the file from the archive again, where it is source/records/originals.tsv; delete it if it is needed no more"},
	Explain: diag.Text{
		ZH: "这个文件由 gongkai archive 写进归档包，不用手改。三列之间是制表符，校验值是 64 位十六进制数，没有文件的写 -。\n\n错误：列之间改成了空格\n正确：原样恢复",
		EN: "gongkai archive writes this file into an archive, and nobody edits it. Its columns are separated by tabs; a sum is 64 hexadecimal digits, or - where there is no file.\n\nWrong: blanks between the columns\nRight: the file as it was restored",
	},
}
