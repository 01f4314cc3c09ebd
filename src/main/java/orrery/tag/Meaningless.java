package orrery.tag;

import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;

/** Names under which software files a post when its author chose none, and which tell nothing. */
final class Meaningless {
  /** Their keys. */
  static final Set<String> KEYS = keys();

  private Meaningless() {}

  private static Set<String> keys() {
    Set<String> keys = new HashSet<>();
    StringTokenizer names =
        new StringTokenizer(
            """
            uncategorized, uncategorised, unclassified, unfiled, untagged, no category, none, null,
            default, general, misc, miscellaneous, other, others, various, all, blog, blogs, my blog,
            blog post, blog posts, blogging, weblog, post, posts, article, articles, entry, entries,
            category, categories, tag, tags, rss, feed,
            allgemein, allgemeines, unkategorisiert, nicht kategorisiert, ohne kategorie, sonstiges,
            verschiedenes, beitrag, beiträge, artikel, geen categorie, niet gecategoriseerd, algemeen,
            overig, okategoriserad, okategoriserade, allmänt, ukategorisert, ukategoriseret,
            ikke kategoriseret, generelt, luokittelematon, yleinen,
            sin categoría, sin categoria, sin clasificar, artículos, entradas, varios, otros,
            sem categoria, geral, diversos, artigos, outros, non classé, non classe, non catégorisé,
            général, divers, autres, senza categoria, non categorizzato, generale, varie, articoli,
            altro, fără categorie, sense categoria, sen categoría,
            без рубрики, без категории, без категорії, разное, общее, прочее, блог, статьи,
            некатегоризовано, bez kategorii, ogólne, różne, nezařazené, nezaradené, obecné, různé,
            nekategorizirano, bez kategorije, nerazvrščeno, be kategorijos, bez kategorijas,
            egyéb, általános, kategória nélkül, χωρίς κατηγορία, γενικά, διάφορα, genel, kategorisiz,
            未分類, 未分类, 未指定, 默认分类, 默认, 其他, 其它, ブログ, その他, 雑記, 記事, 日記,
            미분류, 분류되지 않음, 카테고리 없음, 기타, chưa phân loại, chưa được phân loại,
            tak berkategori, tidak terkategori, umum, ไม่มีหมวดหมู่, غير مصنف, عام, عمومی,
            دسته بندی نشده, دستهبندی نشده, כללי, ללא קטגוריה, अवर्गीकृत, অশ্রেণীবদ্ধ
            """,
            ",\n");
    while (names.hasMoreTokens()) {
      keys.add(Spelling.key(names.nextToken()));
    }
    return keys;
  }
}
