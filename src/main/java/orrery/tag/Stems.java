package orrery.tag;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.jspecify.annotations.Nullable;

/** Lucene's analysers: what makes words of one stem one, and leaves out what every text has. */
final class Stems {
  private static final Analyzer PLAIN = new StandardAnalyzer();

  /** By language; each is made when it is first needed, and is safe for several threads. */
  private static final Map<String, Analyzer> ANALYSERS = new ConcurrentHashMap<>();

  private Stems() {}

  /**
   * The analyser for a language; one that stems nothing and knows no stop words where Lucene has
   * none for it.
   *
   * @param language BCP 47 tag, null where it is not known
   */
  static Analyzer of(@Nullable String language) {
    if (language == null) {
      return PLAIN;
    }
    int end = language.indexOf('-');
    String code = end < 0 ? language : language.substring(0, end);
    Analyzer known = ANALYSERS.get(code);
    if (known != null) {
      return known;
    }
    Analyzer made = make(code);
    if (made == null) {
      return PLAIN; // and is not kept: feeds make languages up
    }
    Analyzer other = ANALYSERS.putIfAbsent(code, made);
    return other == null ? made : other;
  }

  private static @Nullable Analyzer make(String language) {
    return switch (language) {
      case "ar" -> new ArabicAnalyzer();
      case "bg" -> new BulgarianAnalyzer();
      case "bn" -> new BengaliAnalyzer();
      case "ca" -> new CatalanAnalyzer();
      case "ckb" -> new SoraniAnalyzer();
      case "cs", "sk" -> new CzechAnalyzer();
      case "da" -> new DanishAnalyzer();
      case "de" -> new GermanAnalyzer();
      case "el" -> new GreekAnalyzer();
      case "en" -> new EnglishAnalyzer();
      case "es" -> new SpanishAnalyzer();
      case "et" -> new EstonianAnalyzer();
      case "eu" -> new BasqueAnalyzer();
      case "fa" -> new PersianAnalyzer();
      case "fi" -> new FinnishAnalyzer();
      case "fr" -> new FrenchAnalyzer();
      case "ga" -> new IrishAnalyzer();
      case "gl" -> new GalicianAnalyzer();
      case "hi" -> new HindiAnalyzer();
      case "hu" -> new HungarianAnalyzer();
      case "hy" -> new ArmenianAnalyzer();
      case "id", "ms" -> new IndonesianAnalyzer();
      case "it" -> new ItalianAnalyzer();
      case "lt" -> new LithuanianAnalyzer();
      case "lv" -> new LatvianAnalyzer();
      case "ne" -> new NepaliAnalyzer();
      case "nl" -> new DutchAnalyzer();
      case "no", "nb", "nn" -> new NorwegianAnalyzer();
      case "pt" -> new PortugueseAnalyzer();
      case "ro" -> new RomanianAnalyzer();
      case "ru" -> new RussianAnalyzer();
      case "sr" -> new SerbianAnalyzer();
      case "sv" -> new SwedishAnalyzer();
      case "ta" -> new TamilAnalyzer();
      case "te" -> new TeluguAnalyzer();
      case "th" -> new ThaiAnalyzer();
      case "tr" -> new TurkishAnalyzer();
      case "zh", "ja", "ko" -> new CJKAnalyzer();
      default -> null;
    };
  }
}
