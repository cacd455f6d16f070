package intake

import "gongkai/generator/diag"

// Rules lists what is said of files before anything is made of them.
func Rules() []*diag.Rule { return []*diag.Rule{again, edition, sameTitle, leftOut} }

var (
	again = &diag.Rule{
		Code: "IT001", Severity: diag.Warning,
		Title:   diag.Text{ZH: "这个文件已经导入过", EN: "a file that was imported before"},
		Message: diag.Text{ZH: "已经导入过，内容和 %[1]s 一样，没有再导入", EN: "it was imported before: its text is that of %[1]s; not imported again"},
		Hint:    diag.Text{ZH: "确实要再导入一份，运行 gongkai import 时加上 --again", EN: "to have it twice, run gongkai import with --again"},
		Explain: diag.Text{
			ZH: "同一个文件夹导入两次，每一篇都会有两份，编号不同，不容易看出来。\n\n错误：文件夹里加了一个文件，整个再导入一遍，原来的都重复了\n正确：已经导入过的不再导入，只导入新的；确实要两份的加 --again",
			EN: "A folder that is imported twice gives every document twice, under two numbers, and that is hard to see.\n\nWrong: a file is added to a folder, and all of it imported again\nRight: what was imported before is left alone; --again has it twice",
		},
	}
	edition = &diag.Rule{
		Code: "IT002", Severity: diag.Warning,
		Title:   diag.Text{ZH: "已有同名同号的文档", EN: "a document of the same title and day"},
		Message: diag.Text{ZH: "标题、发文字号、成文日期和 %[1]s 相同，正文不同，没有导入", EN: "title, number and day of writing are those of %[1]s, and the text is another; not imported"},
		Hint:    diag.Text{ZH: "文件改过的，改那一篇，或者删去那一篇再导入；确实是另一篇的，运行 gongkai import 时加上 --again", EN: "where the file has changed, change that document, or delete it first; for another document run gongkai import with --again"},
		Explain: diag.Text{
			ZH: "导入以后改过草稿，或者 Word 文件改了又导入一次，同一份文件就有了两篇。\n\n错误：通知改了一个日期，再导入一次，网站上有两篇同名的通知\n正确：在原来的草稿里改",
			EN: "A draft that was edited, or a file that was changed and imported again, makes two documents of one.\n\nWrong: a day in a notice is changed and the file imported again: the site has two of that title\nRight: the draft that there is, changed",
		},
	}
	sameTitle = &diag.Rule{
		Code: "IT003", Severity: diag.Warning,
		Title:   diag.Text{ZH: "已有同名的文档", EN: "a document of the same title"},
		Message: diag.Text{ZH: "已有同名的文档 %[1]s，内容不同，照样导入了", EN: "there is a document of the same title, %[1]s, with another text; imported all the same"},
		Hint:    diag.Text{ZH: "核对两篇是不是同一份文件；不是的，把标题写得能够区分，例如加上月份", EN: "see whether they are the same; if not, give them titles that differ, with the month for instance"},
		Explain: diag.Text{
			ZH: "标题相同，又都没有发文字号和成文日期，程序看不出是不是同一份。\n\n错误：值班表\n正确：2026年3月值班表",
			EN: "The titles are the same and neither has a number or a day, so that nobody can tell whether it is one document.\n\nWrong: 值班表\nRight: 2026年3月值班表",
		},
	}
	leftOut = &diag.Rule{
		Code: "IT004", Severity: diag.Warning,
		Title:   diag.Text{ZH: "文件夹里有没有导入的", EN: "what of a folder is not imported"},
		Message: diag.Text{ZH: "文件夹里没有导入的：%[1]s", EN: "not imported of the folder: %[1]s"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "导入一个文件夹，是导入直接放在里面的 docx、xlsx、csv、txt、html；子文件夹和别的文件（pdf、图片等）不导入，逐个列出。\n\n错误：以为子文件夹“附件”里的也导入了\n正确：需要的，把子文件夹也写在命令里",
			EN: "Of a folder, the docx, xlsx, csv, txt and html that lie in it are imported; folders in it and other files are not, and are named.\n\nWrong: believing that what is in the folder 附件 within was imported, too\nRight: naming that folder as well",
		},
	}
)
