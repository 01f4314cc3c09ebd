package orrery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orrery.clean.HostileTest;
import tools.jackson.databind.ObjectMapper;

/** Feeds in each field of which stands what attackers send. */
final class HostileFeeds {
  /** A title of plain text that pages are to show as it is. */
  static final String LITERAL =
      "</title><script>alert(1)</script>${7*7}<#list 1..9 as i>[=7*7]<@frame/> \"'><b id=orrery>&amp; ]]> -->";

  /** What is to break out of text, attributes, comments, data, templates, names of files. */
  static final List<String> NAMES =
      List.of(
          LITERAL,
          "\"><img src=x onerror=alert(1)>",
          "' onmouseover='alert(1)' x='",
          "--><script>alert(1)</script><!--",
          "]]><script>alert(1)</script><![CDATA[",
          "</template></dialog><script>alert(1)</script>",
          "{{constructor.constructor('alert(1)')()}} ${alert(1)} #{7*7}",
          "../../../../etc/passwd%00.html",
          "javascript:alert(1)//https://x.example/",
          "\u202everdrehen\u202d \u2066\u2067x",
          "Z" + "\u0301\u0489".repeat(200) + "algo",
          "W".repeat(3000),
          "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 <bdo dir=rtl>\u200f\u200e",
          "&lt;svg/onload=alert(1)&gt; &#x3c;script&#x3e;",
          "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e \\\"\\n{}",
          "index.html?q=<b>#p1\" .hidden {} {n}");

  private static final String CLOSE =
      "</p></td></tr></table></div></details></article></section></main></body></html>";

  /** Contents that are to leave their box, or to take another's place. */
  private static final List<String> BOXES =
      List.of(
          CLOSE + "<h1 id=escaped>mine</h1><footer class=bottom>mine</footer>",
          "x".repeat(20_000),
          "<pre>" + "y".repeat(5_000) + "\n".repeat(500) + "z</pre>",
          "<p>" + "&nbsp;\u2060".repeat(3_000) + "</p>",
          "<div>".repeat(10_000) + "deep",
          "<blockquote>".repeat(10_000) + "deep",
          "<ul><li>".repeat(2_000) + "deep",
          "<table><tr><td>".repeat(500) + "deep",
          "<sup>".repeat(1_000) + "high",
          "<big><font size=7>".repeat(1_000) + "big",
          "<dl><dd>".repeat(1_000) + "in",
          "<b><a href=https://ok.example/><i>".repeat(500) + "formed",
          "<table><tr>" + "<td nowrap width=9999>wide".repeat(300) + "</table>",
          "<table width=99999 height=99999 cellpadding=9999 border=9999><tr><td colspan=99999"
              + " rowspan=99999>x</table>",
          "<img src=https://pix.example/a.png width=99999 height=99999 hspace=9999 border=9999>",
          "<img src=https://pix.example/b.png style='width:99999px;position:fixed' sizes=99999px"
              + " srcset='https://pix.example/c.png 99999w'>",
          "<video src=https://pix.example/a.webm poster=https://pix.example/p.png width=9999"
              + " height=9999 autoplay muted loop></video>",
          "<audio src=https://pix.example/a.ogg autoplay></audio>",
          "<ol start=999999999><li value=-999999999>x<li value=999999>y</ol>",
          "<p>" + ("Z" + "\u0301\u030d\u0489".repeat(60)).repeat(40) + "</p>",
          "<p>\u202e\u202d\u2067 turned <bdo dir=rtl>turned</bdo> <p dir=rtl>"
              + "\u05e9".repeat(900),
          "<div style='position:fixed;inset:0;z-index:2147483647;background:red'>all mine</div>",
          "<div style='margin:-9999px;transform:scale(99);float:left;contain:none'>x</div>",
          "<style>*{display:none!important}@import '//evil.example/x.css'</style><p>styled",
          "<div class='skip'>a</div><div class='top brand'>b</div><p class=unseen>c<p class=menu>d"
              + "<p class='post h-entry muted hush news'>e<div class='body fold columns'>f</div>",
          "<article class='post h-entry' id=p1 data-blog=x><header><p class=byline><a class=permalink"
              + " href=#x><time class=dt-published>never</time></a></header></article>",
          "<main id=content><header class=top><nav><a href=https://evil.example/>Newest</a></nav>"
              + "</header></main><aside class=beside>x</aside>",
          "<template id=orrery data-root=javascript:alert(1)//><dialog><button>x</dialog></template>"
              + "<div id=orrery data-page=index.html data-players='https://evil.example/ x'>x</div>",
          "<dialog open class=help>x</dialog><p popover=manual id=pop>x</p><button popovertarget=pop>x",
          "<details open class=menu ontoggle=alert(1)><summary accesskey=j>x</summary>y</details>",
          "<p autofocus tabindex=9999 accesskey=k contenteditable draggable=true inert>x</p>",
          "<a class=video href=https://www.youtube.com/watch?v=../../evil>v</a>"
              + "<a class='video watched player' href=https://evil.example/>v</a>",
          "<form name=body id=document action=//evil.example/><input name=attributes><input"
              + " name=parentNode><img name=querySelectorAll><input type=search class=seek></form>",
          "<a id=location name=location href=//evil.example/></a><embed name=localStorage>",
          "<div><template shadowrootmode=open><style>:host{position:fixed}</style>"
              + "<script>alert(1)</script></template></div>",
          "<p role=status aria-live=assertive aria-hidden=true>x</p><p role=main>y</p>",
          "<svg width=99999 height=99999 style=position:fixed><a href=javascript:alert(1)><rect"
              + " width=9999 height=9999 /></a><set attributeName=href to=javascript:alert(1)>",
          "<math>" + "<mrow>".repeat(2_000) + "<mi>x",
          "<p>in a line <math><mi>" + "x".repeat(5_000) + "</mi></math> of text",
          "<math display=block>" + "<mi>x</mi><mo>+</mo>".repeat(400) + "</math>",
          "<math>" + "<mfrac><mn>1</mn><mrow><mi>x</mi>".repeat(28) + "</math>",
          "<math>" + "<msup><mi>x</mi>".repeat(28) + "</math>",
          "<math display=block><mtable>" + "<mtr><mtd>x<mtd>y</mtr>".repeat(100) + "</math>",
          "<math><mspace width=-9999px height=9999px></mspace><mpadded voffset=-9999px lspace=-99em>"
              + "<mo minsize=9999px stretchy=true lspace=-99em>(</mo></mpadded></math>",
          "<math style='position:fixed;inset:0' class=skip><mtext><img src=x onerror=alert(1)>x",
          "<math><mi>x</mi><annotation-xml encoding=text/html>" + CLOSE + "<p id=escaped>mine",
          "<p dir=rtl>\u05e9 <math dir=rtl><mi>x</mi><mo>=</mo><mtext>"
              + CLOSE
              + "y</mtext></math>",
          "<marquee width=99999 behavior=alternate>x</marquee><hr width=99999 size=9999><nobr>"
              + "never break ".repeat(300),
          "<iframe src=https://www.youtube.com/embed/a_B-9?x='\"><script>alert(1)</script>"
              + " width=99999 height=99999 allowfullscreen></iframe>",
          "${7*7} <#include \"/etc/passwd\"> [=7*7] <@frame>x</@frame> ${\"x\"?api.class} <#assign x=1>",
          "<a href=\"https://ok.example/a b'c&quot;d<e>?f=g h#i\">spaces and quotes</a>",
          "<xmp></article></xmp><plaintext></article>");

  private HostileFeeds() {}

  /** Titles, names, tags, addresses and contents of RSS. */
  static String rss() throws IOException {
    var items = new StringBuilder();
    List<String> attempts = HostileTest.attempts();
    for (int i = 0; i < attempts.size(); i++) {
      String it = attempts.get(i);
      items.append("<item><title>").append(data("r" + i + " " + it)).append("</title><guid>");
      items.append(data(i + it)).append("</guid><link>").append(data(address(i, it)));
      items.append("</link><dc:creator>").append(data(it)).append("</dc:creator><author>");
      items.append(data(it + " (" + it + ")")).append("</author><comments>").append(data(it));
      items.append("</comments>");
      if (i < NAMES.size()) {
        items.append("<category domain='x'>").append(data(NAMES.get(i))).append("</category>");
      }
      items
          .append("<enclosure url=\"")
          .append(attribute(address(i + 1, it)))
          .append("\" length='-1'");
      items.append(" type=\"").append(attribute(it)).append("\"/><media:thumbnail url=\"");
      items
          .append(attribute(address(i + 2, it)))
          .append("\"/><source url=\"")
          .append(attribute(it));
      items
          .append("\">")
          .append(data(it))
          .append("</source><pubDate>Fri, 20 Nov 2026 08:00:00 GMT");
      items.append("</pubDate><description>").append(data("<p>r" + i + "</p>" + it));
      items.append("</description></item>");
    }
    String evil = NAMES.getFirst();
    return "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        + " xmlns:media='http://search.yahoo.com/mrss/'><channel><title>"
        + data(evil)
        + "</title><link>javascript:alert(1)</link><description>"
        + data(evil + CLOSE)
        + "</description><language>en\" onclick=\"alert(1)</language><generator>"
        + data(evil)
        + "</generator><image><url>javascript:alert(1)</url><title>"
        + data(evil)
        + "</title></image>"
        + items
        + "</channel></rss>";
  }

  /** Texts that are plain, and what Atom has beside. */
  static String atom() throws IOException {
    var entries = new StringBuilder();
    List<String> all = new ArrayList<>(NAMES);
    all.addAll(HostileTest.attempts());
    for (int i = 0; i < all.size(); i++) {
      String it = attribute(all.get(i));
      entries.append(
          """
          <entry xml:lang="%1$s" xml:base="javascript:alert(1)//"><id>urn:x:%2$d:%1$s</id>
          <title type="text">%1$s</title><link href="%1$s"/><link rel="related" href="%1$s"/>
          <link rel="enclosure" type="audio/mpeg" title="%1$s" href="https://ok.example/%1$s"/>
          <author><name>%1$s</name><uri>%1$s</uri><email>%1$s</email></author>
          <contributor><name>%1$s</name></contributor><rights>%1$s</rights>
          <source><id>%1$s</id><title>%1$s</title><link href="%1$s"/></source>
          <updated>2026-11-21T08:00:00Z</updated><published>%3$s</published>
          <summary type="text">a%2$d %1$s</summary>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="alert(1)">a%2$d %1$s</p>
          <script>alert(1)</script><a href="javascript:alert(1)" style="position:fixed">x</a></div></content></entry>
          """
              .formatted(it, i, i % 9 == 0 ? it : "2026-11-21T08:00:00Z"));
    }
    return "<feed xmlns='http://www.w3.org/2005/Atom'><title type='text'>"
        + attribute(LITERAL)
        + "</title><id>x</id><updated>2026-11-21T08:00:00Z</updated>"
        + entries
        + "</feed>";
  }

  /** Contents that are to leave their box. */
  static String json() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < BOXES.size(); i++) {
      String name = NAMES.get(i % NAMES.size());
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("id", name + i);
      item.put("url", i % 2 == 0 ? "https://ok.example/" + i + "/" + name : name);
      item.put("title", i == 0 ? LITERAL : name + " " + i);
      item.put("content_html", i + BOXES.get(i));
      item.put(
          "image", i % 3 == 0 ? "https://pix.example/big" + i + ".png\"onerror=alert(1)" : name);
      item.put("language", name);
      item.put("tags", List.of("Boxes"));
      item.put("authors", List.of(Map.of("name", name, "url", name, "avatar", name)));
      item.put("date_published", "2026-11-22T08:%02d:00Z".formatted(i));
      item.put("attachments", List.of(Map.of("url", name, "mime_type", name, "title", name)));
      items.add(item);
    }
    return new ObjectMapper()
        .writeValueAsString(
            Map.of(
                "version",
                "https://jsonfeed.org/version/1.1",
                "title",
                NAMES.get(11),
                "home_page_url",
                "javascript:alert(1)",
                "description",
                NAMES.get(10),
                "icon",
                "data:image/svg+xml,<svg onload=alert(1)>",
                "items",
                items));
  }

  /** How many contents there are in {@link #json}. */
  static int boxes() {
    return BOXES.size();
  }

  private static String address(int i, String it) {
    return switch (i % 4) {
      case 0 -> it;
      case 1 -> "https://ok.example/" + it;
      case 2 -> "javascript:alert(1)//" + it;
      default -> "https://ok.example/?q=\"'<b>" + it + "#" + i;
    };
  }

  private static String data(String text) {
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>";
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
