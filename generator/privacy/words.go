package privacy

// Words beside a number that say what it is.
var (
	wordsOfResident = []string{
		"身份证", "身分证", "身份号", "证件号", "公民身份", "居民身份", "证号码", "残疾证", "ID card",
	}
	wordsOfTelephone = []string{
		"电话", "手机", "联系", "移动", "微信", "号码", "拨打", "致电", "Tel", "tel", "TEL", "phone", "Phone", "mobile", "Mobile", "sms:",
	}
	wordsOfRecord = []string{
		"案号", "代码", "编码", "编号", "条码", "条形码", "订单号", "流水号", "受理号", "备案号", "合同号", "工单号", "文号", "批次号",
		"许可证号", "发票号", "凭证号", "索引号",
	}
)

// units follow amounts.
var units = []string{
	"元", "万", "亿", "吨", "千克", "公斤", "克", "米", "平方", "立方", "千瓦", "度", "字节", "美元", "欧元", "港元", "㎡", "%", "％", "‰",
	"年", "株", "亩", "KB", "kWh",
}
