"""Web pages in the manner of Chinese government sites, each with the text of its article; all words are made up.

``PAGES``: name → (page, the lines of its article, what the page says of its document).
"""

from __future__ import annotations

from typing import Final

LEAD: Final = "为推动全县先进制造业绿色低碳转型，提升园区承载能力，经县政府第十二次常务会议审议，制定本方案，请认真抓好落实。"
AIM: Final = (
    "到2027年，规模以上工业增加值达到86亿元，培育省级绿色工厂12家以上，单位增加值能耗下降9%。"
)
WORK: Final = "聚焦轴承、针织、食品三个主导产业，建设公共检测平台2个，每年实施技术改造项目30项。（责任单位：县经信局、县财政局）"
CARE: Final = "各乡镇（街道）要明确专人负责，每季度末向县经信局报送进展；县政府办公室适时开展督查，结果予以通报。"
TO: Final = "各乡镇人民政府、街道办事处，县政府各部门："
TITLE: Final = "清河县人民政府办公室关于印发清河县制造业绿色转型行动方案的通知"
PLAN: Final = "清河县制造业绿色转型行动方案"
BODY: Final = (
    TO, "《清河县制造业绿色转型行动方案》已经县政府同意，现印发给你们，请认真组织实施。", "清河县人民政府办公室", "2024年3月8日",
    PLAN, LEAD, "一、主要目标", AIM, "二、重点任务", "（一）做强主导产业。" + WORK, "三、保障措施", CARE,
)  # fmt: skip

Page = tuple[str, tuple[str, ...], dict[str, str]]


def paragraphs(lines: tuple[str, ...], style: str = "text-indent:2em") -> str:
    return "\n".join(f'<p style="{style}"><span>{line}</span></p>' for line in lines)


def _province() -> Page:
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_东川省人民政府</title>
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-03-12 09:30"></head><body>
<div class="header"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/hd">互动交流</a></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; <a>政策文件</a></div>
<table class="xxgk"><tbody><tr><td>索引号</td><td>11330000/2024-00321</td><td>主题分类</td><td>工业、交通\\工业</td></tr>
<tr><td>发文机关</td><td>清河县人民政府办公室</td><td>成文日期</td><td>2024年3月8日</td></tr>
<tr><td>标　　题</td><td colspan=3>{TITLE}</td></tr>
<tr><td>发文字号</td><td>清政办发〔2024〕6号</td><td>有效性</td><td>有效</td></tr></tbody></table>
<h1>{TITLE}</h1>
<div class="info"><span>发布时间：2024-03-12 09:30</span> <span>来源：县政府办</span> <span>浏览次数：<i id=c>218</i></span>
<span>字号：[ <a href="#">大</a> <a href="#">中</a> <a href="#">小</a> ]</span></div>
<div class="share">分享到：<a>微信</a><a>微博</a></div>
<div id="zoom"><p style="text-align:center">清政办发〔2024〕6号</p>{paragraphs(BODY)}</div>
<div class="qrcode"><p>扫一扫在手机打开当前页</p></div>
<div><h3>相关解读</h3><ul><li><a href="/a">一图读懂《清河县制造业绿色转型行动方案》</a></li><li><a href="/b">县经信局负责人解读绿色转型行动方案</a></li></ul></div>
<div class="footer"><p>主办单位：东川省人民政府办公厅　网站标识码：3300000001　东ICP备05000001号</p><p>建议使用1366*768分辨率浏览</p></div>
</body></html>"""
    meta = {
        "index": "11330000/2024-00321", "issuers": "清河县人民政府办公室", "issued": "2024年3月8日",
        "number": "清政办发〔2024〕6号", "published": "2024-03-12",
    }  # fmt: skip
    return page, (TITLE, "清政办发〔2024〕6号", *BODY), meta


def _city_list() -> Page:
    page = f"""<html><head><meta charset=utf-8><title>{PLAN} - 政策文件 - 清河市人民政府门户网站</title></head><body>
<ul class="nav"><li><a href=1>要闻动态</a></li><li><a href=2>政务公开</a></li><li><a href=3>办事服务</a></li></ul>
<ul class="gkb"><li><b>索 引 号：</b>QH001-2024-0007</li><li><b>发布机构：</b>清河市工业和信息化局</li>
<li><b>发文字号：</b>清工信〔2024〕17号</li><li><b>成文日期：</b>2024-04-02</li><li><b>发布日期：</b>2024-04-05</li>
<li><b>公文种类：</b>方案</li><li><b>内容概述：</b>本方案提出了2027年前全市制造业绿色转型的目标、任务和保障措施，涉及绿色工厂、节能改造、园区循环化改造等方面内容。</li></ul>
<div class="article"><h2 class="article-title">{PLAN}</h2><div class="article-content">{paragraphs(BODY[5:])}
<p>附件：<a href="/f/1.docx">1.绿色工厂培育名单</a></p><p>　　　<a href="/f/2.xls">2.节能改造项目表</a></p></div>
<p class="editor">责任编辑：王某</p><p>【<a>打印</a>】【<a>关闭</a>】</p><p>上一篇：<a href=4>关于召开全市工业大会的通知</a></p><p>下一篇：<a href=5>没有了</a></p></div>
<div class="foot">版权所有：清河市人民政府 地址：清河市人民路1号 邮编：330000</div></body></html>"""
    meta = {
        "index": "QH001-2024-0007", "issuers": "清河市工业和信息化局", "number": "清工信〔2024〕17号",
        "issued": "2024-04-02", "published": "2024-04-05",
    }  # fmt: skip
    return page, (PLAN, *BODY[5:], "附件：1.绿色工厂培育名单", "2.节能改造项目表"), meta


def _county_divs() -> Page:
    news = "".join(
        f'<li><a href="/n/{n}">全县召开第{n}次重点项目推进会，部署下一阶段攻坚工作</a><span>03-0{n}</span></li>'
        for n in range(1, 9)
    )
    page = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>清河县人民政府</title></head><body>
<div id="top"><a href=1>县长之窗</a>|<a href=2>机构职能</a>|<a href=3>人事信息</a></div>
<div class="wz">您现在的位置：首页 &gt;&gt; 政府信息公开 &gt;&gt; 规划计划</div>
<div class="left"><div class="tit">热点新闻</div><ul>{news}</ul></div>
<div class="right"><div class="xx"><div class="row"><div class="k">索引号</div><div class="v">330000-2024-015</div></div>
<div class="row"><div class="k">名称</div><div class="v">{TITLE}</div></div>
<div class="row"><div class="k">发布机构</div><div class="v">县政府办</div></div>
<div class="row"><div class="k">文号</div><div class="v">清政办发〔2024〕6号</div></div>
<div class="row"><div class="k">生成日期</div><div class="v">2024-03-08</div></div></div>
<div class="nr"><div class="bt">{TITLE}</div><div class="sj">2024-03-12 10:05:33　　来源：县政府办　　点击数：56</div>
<div class="xw">{paragraphs(BODY)}</div><div class="gb"><a href="javascript:print()">打印本页</a> <a href="javascript:close()">关闭窗口</a></div></div></div>
<div id="bottom"><p>主办：清河县人民政府　承办：县政府办公室　网站标识码：3307000002</p><p>公网安备33070000000001号</p></div></body></html>"""
    meta = {
        "index": "330000-2024-015", "issuers": "县政府办", "number": "清政办发〔2024〕6号", "issued": "2024-03-08",
        "published": "2024-03-12",
    }  # fmt: skip
    return page, (TITLE, *BODY), meta


def _ministry_frames() -> Page:
    page = f"""<html><head><meta charset="utf-8"></head><body><table width=980 align=center><tr><td><img src=logo.gif></td></tr>
<tr><td><a href=1>首页</a> <a href=2>机构</a> <a href=3>新闻</a> <a href=4>公开</a></td></tr></table>
<table width=980 align=center><tr><td width=700 valign=top><table width="100%"><tr><td align=center class=big><b>{PLAN}</b></td></tr>
<tr><td align=center>2024年03月12日　　来源：规划司　　【字体：<a>大</a> <a>中</a> <a>小</a>】</td></tr>
<tr><td class=txt>{paragraphs(BODY[5:8])}
<table border=1><tr><td colspan=4>表1 主要指标</td></tr><tr><td>指标</td><td>单位</td><td>2023年</td><td>2027年</td></tr>
<tr><td>工业增加值</td><td>亿元</td><td>62</td><td>86</td></tr><tr><td>绿色工厂</td><td>家</td><td>4</td><td>12</td></tr>
<tr><td colspan=4>注：增加值按2023年价格计算。</td></tr></table>
{paragraphs(BODY[8:])}</td></tr></table></td>
<td valign=top><table><tr><td>相关报道</td></tr><tr><td><a href=5>规划司有关负责人就绿色转型行动方案答记者问</a></td></tr><tr><td><a href=6>绿色工厂评价要求公开征求意见</a></td></tr></table></td></tr></table>
<table width=980 align=center><tr><td>版权所有：某部　京ICP备05000002号　技术支持：信息中心</td></tr></table></body></html>"""
    table = (
        "表1 主要指标", "指标\t单位\t2023年\t2027年", "工业增加值\t亿元\t62\t86", "绿色工厂\t家\t4\t12",
        "注：增加值按2023年价格计算。",
    )  # fmt: skip
    return page, (PLAN, *BODY[5:8], *table, *BODY[8:]), {"published": "2024年03月12日"}


def _wechat() -> Page:
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title></title><meta property="og:title" content="{PLAN}"></head><body>
<div id="js_article" class="rich_media"><div class="rich_media_inner"><h1 class="rich_media_title" id="activity-name">{PLAN}</h1>
<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">原创</span> <span>清河发布</span> <a id="js_name">清河发布</a> <em id="publish_time">2024-03-12 18:20</em></div>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; ">
<section><section><p><span>点击上方“清河发布”关注我们</span></p></section>
{"".join(f'<section><p style="text-align:justify"><span leaf="">{line}</span></p></section><p><br></p>' for line in BODY[5:])}
<p>来源：清河县经信局</p><p>编辑：李某　初审：张某　终审：赵某</p></section></div>
<div id="js_pc_qr_code"><p>微信扫一扫关注该公众号</p></div><div><p>预览时标签不可点</p></div></div></div>
<script>var msg_title = '{PLAN}';</script></body></html>"""
    return page, (PLAN, *BODY[5:]), {"published": "2024-03-12"}


def _old_tables() -> Page:
    text = "<br>\n".join(f"　　{line}" for line in BODY[5:])
    page = f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>清河县政府网</TITLE></HEAD><BODY>
<TABLE width=778 align=center><TR><TD><A href=index.asp>首页</A> | <A href=zw.asp>政务</A> | <A href=ly.asp>留言</A></TD></TR></TABLE>
<TABLE width=778 align=center><TR><TD width=180 valign=top><TABLE><TR><TD>栏目导航</TD></TR><TR><TD><A href=1>领导讲话</A></TD></TR><TR><TD><A href=2>政府文件</A></TD></TR></TABLE></TD>
<TD valign=top><TABLE width="100%"><TR><TD align=center><FONT size=4><B>{PLAN}</B></FONT></TD></TR>
<TR><TD align=center>发布时间：2008-3-5　　浏览次数：1023</TD></TR><TR><TD><FONT size=3>{text}</FONT></TD></TR>
<TR><TD align=right>【<A href="javascript:window.print()">打印本页</A>】【<A href="javascript:window.close()">关闭窗口</A>】</TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=778 align=center><TR><TD align=center>清河县人民政府版权所有　ICP备案号：东06000001</TD></TR></TABLE></BODY></HTML>"""
    return page, (PLAN, *BODY[5:]), {"published": "2008-3-5"}


def _list_terms() -> Page:
    page = f"""<html><head><meta charset="utf-8"></head><body><nav><a href=1>首页</a><a href=2>公开</a></nav>
<dl><dt>索引号：</dt><dd>014/2024-1</dd><dt>发文机构：</dt><dd>清河县科学技术局 清河县财政局</dd><dt>发布日期：</dt><dd>2024年 4 月 9 日</dd><dt>主题词：</dt><dd></dd></dl>
<article><header><h1>{PLAN}</h1></header><h2>一、主要目标</h2><p>{AIM}</p><h2>二、重点任务</h2><ol><li>{WORK}</li><li>{CARE}</li></ol></article>
<aside><h4>推荐阅读</h4><p><a href=3>全县科技创新大会召开，会议强调要加快培育新质生产力</a></p></aside>
<footer><p>联系我们 网站地图 主办单位：清河县人民政府</p></footer></body></html>"""
    meta = {
        "index": "014/2024-1",
        "issuers": "清河县科学技术局、清河县财政局",
        "published": "2024年4月9日",
    }
    return page, (PLAN, "一、主要目标", AIM, "二、重点任务", f"1. {WORK}", f"2. {CARE}"), meta


def _typed() -> Page:
    page = f"""<html><head><meta charset="utf-8"><title>规划公示</title></head><body><div><a href=1>返回首页</a></div>
<pre>{chr(10).join(BODY[4:])}
</pre><div><a href=2>返回列表</a></div></body></html>"""
    return page, BODY[4:], {}


def _word() -> Page:
    lines = "".join(
        f"<p class=MsoNormal style='text-indent:28.0pt;mso-char-indent-count:2.0'><span\nstyle='font-family:仿宋'>{line[:9]}\n{line[9:]}<o:p></o:p></span></p>"
        for line in BODY[5:]
    )
    page = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<style><!-- p.MsoNormal {{margin:0cm}} --></style><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=ZH-CN><div class=WordSection1><p class=MsoTitle align=center><b>{PLAN}</b></p>{lines}
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>任务</p></td><td><p class=MsoNormal>责任单位</p></td></tr>
<tr><td rowspan=2><p class=MsoNormal>建设检测平台</p></td><td><p class=MsoNormal>县经信局</p></td></tr><tr><td><p class=MsoNormal>县市场监管局</p></td></tr></table></div></body></html>"""
    return page, (PLAN, *BODY[5:], "任务\t责任单位", "建设检测平台\t县经信局", "县市场监管局"), {}


def _behind() -> Page:
    parts = "".join(f'<div class="para">{line}</div>' for line in BODY[4:])
    page = f"""<html><head><meta charset=utf-8></head><body><div id=menu><a href=1>首页</a><a href=2>公开目录</a></div>
<div class="wrap">{parts}<div class="para"></div>
<div class=box>信息索引：清-02-2024-003　生成日期：2024-03-08　发布机构：清河县经济和信息化局</div></div></body></html>"""
    meta = {"index": "清-02-2024-003", "issued": "2024-03-08", "issuers": "清河县经济和信息化局"}
    return page, BODY[4:], meta


def _region_nested() -> Page:
    page = f"""<html><head><meta charset=utf-8><title>{PLAN}--自治区政府网</title></head><body>
<div class="bread"><a href=1>首页</a>&gt;<a href=2>文件</a></div><div class="bt">{PLAN}</div><div class="laiyuan">来源：自治区工信厅 2024-03-12 【打印】【收藏】</div>
<div class="TRS_Editor"><div class="Custom_UnionStyle">{paragraphs(BODY[5:])}
<p>（此件公开发布）</p><p>&nbsp;</p><p>相关链接：<a href=3>《清河县制造业绿色转型行动方案》政策解读</a></p><p><a href=4>图解：绿色转型怎么干</a></p><p>（责任编辑：马某）</p></div></div>
<ul class="list"><li><a href=5>关于开展绿色工厂申报的通知</a></li><li><a href=6>关于公布节能技术目录的公告</a></li></ul></body></html>"""
    return page, (PLAN, *BODY[5:], "（此件公开发布）"), {"published": "2024-03-12"}


def _only_table() -> Page:
    rows = "".join(
        f"<tr><td>{n}</td><td>清河县第{n}污水处理厂扩建</td><td>新增日处理能力{n}万吨</td><td>{n}.5</td><td>县住建局</td></tr>"
        for n in range(1, 8)
    )
    page = f"""<html><head><meta charset=utf-8><title>2024年重点项目清单</title></head><body><div><a href=1>首页</a> <a href=2>上级</a></div>
<h3>清河县2024年重点建设项目清单</h3><div><table><tr><th>序号</th><th>项目名称</th><th>建设内容</th><th>总投资（亿元）</th><th>责任单位</th></tr>{rows}</table></div>
<p><a href=3>下载表格</a></p></body></html>"""
    lines = tuple(
        f"{n}\t清河县第{n}污水处理厂扩建\t新增日处理能力{n}万吨\t{n}.5\t县住建局"
        for n in range(1, 8)
    )
    head = ("清河县2024年重点建设项目清单", "序号\t项目名称\t建设内容\t总投资（亿元）\t责任单位")
    return page, (*head, *lines), {}


def _beside_news() -> Page:
    news = "".join(
        f"<div class=item><a href=/n/{n}>第{n}季度工业经济运行情况</a><p>一季度，全县实现规模以上工业总产值{n}3亿元，同比增长5.1%，其中轴承行业贡献突出。</p></div>"
        for n in range(1, 4)
    )
    page = f"""<html><head><meta charset=utf-8></head><body><div class=head>清河县工业和信息化局</div><div class=main>
<div class=content-left><h1>{PLAN}</h1>{paragraphs(BODY[5:])}{paragraphs(BODY[7:10])}</div>
<div class="content-right recommend"><h3>最新动态</h3>{news}</div></div></body></html>"""
    return page, (PLAN, *BODY[5:], *BODY[7:10]), {}


def _form() -> Page:
    page = f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{PLAN}</title></head><body><form id="aspnetForm" method="post"><input type="hidden" name="__VIEWSTATE" value="abc" />
<div id="ctl00_menu"><a href="a.aspx">首页</a><a href="b.aspx">公开</a></div><div style="display:none">本页面仅供内部测试使用，如有问题请联系管理员处理，感谢您的理解和配合支持。</div>
<div id="ctl00_main"><div class="tt">{PLAN}</div><div class="time">发布日期：2024-03-12</div><div id="ctl00_con">{paragraphs(BODY[5:])}</div></div>
<select><option>友情链接</option><option>东川省人民政府</option></select></form></body></html>"""
    return page, (PLAN, *BODY[5:]), {"published": "2024-03-12"}


PAGES: Final[dict[str, Page]] = {
    "province": _province(), "city, list": _city_list(), "county, divs": _county_divs(), "ministry, tables": _ministry_frames(),
    "WeChat": _wechat(), "2008, tables": _old_tables(), "terms": _list_terms(), "typed": _typed(), "Word": _word(),
    "table behind": _behind(), "region": _region_nested(), "only a table": _only_table(), "beside news": _beside_news(),
    "form": _form(),
}  # fmt: skip
