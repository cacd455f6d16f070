package privacy

// Words beside a number that say what it is.
var (
	wordsOfResident = []string{
		"身份证", "身分证", "身份号", "证件号", "公民身份", "居民身份", "证号码", "残疾证", "ID card",
	}
	wordsOfCredit = []string{
		"信用代码", "机构代码", "索引号", "税号", "识别号",
	}
	wordsOfTelephone = []string{
		"电话", "手机", "联系", "移动", "微信", "号码", "拨打", "致电", "Tel", "tel", "TEL", "phone", "Phone", "mobile", "Mobile", "sms:",
	}
	wordsOfCard = []string{
		"卡号", "银行卡", "借记卡", "信用卡", "储蓄卡", "一卡通", "社保卡", "工资卡", "存折",
	}
	wordsOfAccount = []string{
		"账号", "帐号", "账户", "帐户", "开户行", "开户银行",
	}
	wordsOfOrganisation = []string{
		"公司", "财政", "专户", "保证金", "委员会", "人民政府", "村委会", "居委会", "合作社", "事务所", "中心", "基金会", "协会", "学校", "医院", "企业", "对公", "公户", "基本户",
	}
	wordsOfPassport = []string{
		"护照", "assport", "通行证", "港澳", "回乡证", "往来", "证件", "旅行证",
	}
	wordsOfTaiwan = []string{
		"台胞证", "台湾通行证", "大陆通行证", "来往大陆", "往来大陆", "往来台湾",
	}
	wordsOfBirth = []string{
		"出生", "生日", "生年",
	}
	// What an address is called that is somebody's home.
	wordsOfHome = []string{
		"住址", "家庭地址", "户籍", "现住", "家住", "居住", "住所", "住在", "户口所在",
	}
	// What has a place in a village or a street.
	wordsOfPlace = []string{
		"村", "社区", "街", "路", "小区", "巷", "胡同", "大道", "里", "庄", "屯", "寨", "湾", "苑", "园", "城", "营", "峪",
	}
	wordsOfRecord = []string{
		"案号", "代码", "编码", "编号", "条码", "条形码", "订单号", "流水号", "受理号", "备案号", "合同号", "工单号", "文号", "批次号",
		"许可证号", "发票号", "凭证号", "索引号", "准考证", "考号", "报名号", "报名序号", "学号", "工号", "岗位号",
	}
	// What a column of amounts is called.
	wordsOfAmount = []string{
		"合计", "总计", "金额", "支出", "收入", "预算", "决算", "总额", "资金", "产值", "投资", "单价", "总价", "报价", "余额",
	}
)

// units follow amounts.
var units = []string{
	"元", "万", "亿", "吨", "千克", "公斤", "克", "米", "平方", "立方", "千瓦", "度", "字节", "美元", "欧元", "港元", "㎡", "%", "％", "‰",
	"年", "株", "亩", "KB", "kWh",
}

// What a row says of somebody's health or need.
var wordsOfCondition = []string{
	"残疾", "低保", "最低生活保障", "特困", "五保", "贫困", "困难家庭", "困难群众", "困难户", "困难职工", "致贫", "返贫", "因病", "患病", "患有",
	"重病", "重大疾病", "大病救助", "慢性病", "病种", "病情", "病因", "诊断", "癌", "肿瘤", "白血病", "尿毒症", "透析", "精神病", "精神分裂", "精神障碍", "抑郁",
	"智力障碍", "艾滋", "梅毒", "乙肝", "肝炎", "结核", "传染病", "孕前", "孕妇", "怀孕", "流产", "孤儿", "无人抚养", "留守儿童", "失独",
	"吸毒", "戒毒", "社区矫正", "刑满", "医疗救助", "临时救助", "危重", "糖尿病", "高血压", "脑梗", "心脏病",
}

// With these a cell speaks of those who help, and not of those who are helped.
var wordsOfService = []string{
	"联合会", "办公室", "主任", "中心", "科长", "股长", "专干", "干部", "工作人员", "专员", "协理员", "残联", "经办",
}
