package outside

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule { return []*diag.Rule{ruleDead, rulePrivate, ruleUnsure} }

var ruleDead = &diag.Rule{
	Code: "OL001", Severity: diag.Warning,
	Title:   diag.Text{ZH: "站外链接打不开", EN: "dead link to another site"},
	Message: diag.Text{ZH: "打不开 %[1]s：%[2]s", EN: "%[1]s cannot be opened: %[2]s"},
	Hint:    diag.Text{ZH: "用浏览器核对，改成现在的网址；网页没有了的，删去链接、保留文字", EN: "look with a browser, and write the present address; where the page is gone, take the link out and leave the words"},
	Explain: diag.Text{
		ZH: "`gongkai audit --links` 逐个询问站外的网址。回答 404、410，或者域名不存在、连不上、证书不对的，群众也打不开。打不开的链接检查时要扣分（国办秘函〔2019〕19号）。结果记在 .build/links.json：能打开的七天内不再问，打不开的第二天再问。\n\n错误：[某某网](https://www.example.cn/改版以前的网页.html)\n正确：[某某网](https://www.example.cn/)",
		EN: "`gongkai audit --links` asks for the addresses on other sites. What answers 404 or 410, or does not answer at all, citizens cannot open either; inspections count it (国办秘函〔2019〕19号). Answers are kept in .build/links.json: a week where it was there, a day where it was not.\n\nWrong: [site](https://www.example.cn/before-the-relaunch.html)\nRight: [site](https://www.example.cn/)",
	},
}

var rulePrivate = &diag.Rule{
	Code: "OL002", Severity: diag.Warning,
	Title:   diag.Text{ZH: "链接指向内部网络", EN: "link into a private network"},
	Message: diag.Text{ZH: "%[1]s 是内部网络的地址，群众打不开", EN: "%[1]s is in a private network: citizens cannot open it"},
	Hint:    diag.Text{ZH: "改成公网的网址；网站本来就放在内网的，加 --intranet 照常检查", EN: "write the public address; where the site itself is for a private network, --intranet asks for it"},
	Explain: diag.Text{
		ZH: "本机（localhost）和内部网络（10.、172.16–31.、192.168. 开头等）的地址，只在单位里打得开。程序不去询问，只指出来。网站放在政务内网的，用 `gongkai audit --links --intranet`。\n\n错误：[办事系统](http://10.0.0.8/bs/)\n正确：[办事系统](https://bs.example.cn/)",
		EN: "Addresses of this machine and of private networks (10., 172.16–31., 192.168. …) can be opened in the office alone. They are not asked for. An office whose site is for its own network says `gongkai audit --links --intranet`.\n\nWrong: [system](http://10.0.0.8/bs/)\nRight: [system](https://bs.example.cn/)",
	},
}

var ruleUnsure = &diag.Rule{
	Code: "OL003", Severity: diag.Note,
	Title:   diag.Text{ZH: "站外链接要由人核对", EN: "link that somebody must look at"},
	Message: diag.Text{ZH: "%[1]s 没有看清：%[2]s", EN: "%[1]s is not certain: %[2]s"},
	Hint:    diag.Text{ZH: "用浏览器打开核对；能打开的不用改", EN: "open it with a browser; if it is there, nothing is to be done"},
	Explain: diag.Text{
		ZH: "有的网站不让程序访问（403、412），有的一时忙（429、500、503）。浏览器能打开的，就没有问题。\n\n例如：服务器回答 403",
		EN: "Some sites let no program in (403, 412), some are busy (429, 500, 503). What a browser opens is well.\n\nFor example: the server answers 403",
	},
}
