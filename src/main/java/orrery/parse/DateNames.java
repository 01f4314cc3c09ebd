package orrery.parse;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of dates: months in many languages, zones, and words that say nothing. */
final class DateNames {
  private DateNames() {}

  /** The month of an English abbreviation in its usual spelling, or 0. */
  static int englishMonth(char a, char b, char c) {
    return switch (a) {
      case 'J' -> b == 'a' && c == 'n' ? 1 : b != 'u' ? 0 : c == 'n' ? 6 : c == 'l' ? 7 : 0;
      case 'F' -> b == 'e' && c == 'b' ? 2 : 0;
      case 'M' -> b != 'a' ? 0 : c == 'r' ? 3 : c == 'y' ? 5 : 0;
      case 'A' -> b == 'p' && c == 'r' ? 4 : b == 'u' && c == 'g' ? 8 : 0;
      case 'S' -> b == 'e' && c == 'p' ? 9 : 0;
      case 'O' -> b == 'c' && c == 't' ? 10 : 0;
      case 'N' -> b == 'o' && c == 'v' ? 11 : 0;
      case 'D' -> b == 'e' && c == 'c' ? 12 : 0;
      default -> 0;
    };
  }

  /**
   * Letters without case, marks and points, so that {@code Μάι}, {@code μαϊ} and {@code kwiecień},
   * {@code KWIECIEN} are the same.
   */
  static String fold(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(lower.length());
    // Only a word that needs it makes the JDK load its tables.
    boolean ascii = isAscii(lower);
    String taken = ascii ? lower : Normalizer.normalize(lower, Normalizer.Form.NFD);
    for (int i = 0; i < taken.length(); i++) {
      char c = taken.charAt(i);
      if (c != '.' && Character.getType(c) != Character.NON_SPACING_MARK) {
        folded.append(c == 'ı' ? 'i' : c == 'ς' ? 'σ' : c);
      }
    }
    // Hangul, which was taken to pieces too, is put together again.
    return ascii ? folded.toString() : Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /**
   * The month that a folded word names, whole or shortened to three letters and more; 0 where it
   * names none or could be two.
   */
  static int month(String word) {
    return Months.BY_START.getOrDefault(word, 0);
  }

  /** Whether a folded word stands in dates without meaning anything: {@code 1st of May, 10 Uhr}. */
  static boolean saysNothing(String word) {
    return switch (word) {
      case "st", "nd", "rd", "th", "of", "the", "at", "on", "um", "uhr", "den", "der", "am" -> true;
      case "de", "del", "di", "d", "le", "el", "al", "a", "as", "o", "ore", "alle", "er", "ere" ->
          true;
      case "º", "ª", "e", "em", "eme", "van", "om", "uur", "kl", "klo", "h", "hs", "hrs" -> true;
      case "г", "года", "в", "р", "року", "ч", "saat", "godz", "r", "v", "ob" -> true;
      default -> false;
    };
  }

  static final int UNKNOWN = Integer.MIN_VALUE;

  /**
   * The offset in minutes of a zone's abbreviation (RFC 822, section 5.1, and what is used beside
   * it), or {@link #UNKNOWN}. A military letter has RFC 822's sign, since RSS 2.0 refers to it.
   */
  static int zone(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "GMT", "UTC", "UT", "Z", "WET" -> 0;
      case "EST", "CDT" -> -5 * 60;
      case "CST", "MDT" -> -6 * 60;
      case "MST", "PDT" -> -7 * 60;
      case "PST", "AKDT" -> -8 * 60;
      case "AKST" -> -9 * 60;
      case "HST" -> -10 * 60;
      case "AST", "EDT" -> -4 * 60;
      case "ADT", "BRT", "ART" -> -3 * 60;
      case "NST" -> -(3 * 60 + 30);
      case "NDT" -> -(2 * 60 + 30);
      case "CET", "MET", "MEZ", "WEST", "BST", "WAT" -> 60;
      case "CEST", "MEST", "MESZ", "EET", "CAT", "SAST" -> 2 * 60;
      case "EEST", "MSK", "EAT", "TRT" -> 3 * 60;
      case "MSD" -> 4 * 60;
      case "PKT" -> 5 * 60;
      case "IST" -> 5 * 60 + 30;
      case "WIB" -> 7 * 60;
      case "HKT", "SGT", "AWST" -> 8 * 60;
      case "JST", "KST" -> 9 * 60;
      case "ACST" -> 9 * 60 + 30;
      case "AEST" -> 10 * 60;
      case "ACDT" -> 10 * 60 + 30;
      case "AEDT" -> 11 * 60;
      case "NZST" -> 12 * 60;
      case "NZDT" -> 13 * 60;
      default -> name.length() == 1 ? military(name.charAt(0)) : UNKNOWN;
    };
  }

  private static int military(char letter) {
    if (letter >= 'A' && letter <= 'I') {
      return -60 * (letter - 'A' + 1);
    }
    if (letter >= 'K' && letter <= 'M') {
      return -60 * (letter - 'K' + 10);
    }
    return letter >= 'N' && letter <= 'Y' ? 60 * (letter - 'N' + 1) : UNKNOWN;
  }

  /** A zone whose offset depends on the season, or null. */
  static @Nullable ZoneId region(String name) {
    String id =
        switch (name) {
          case "AT" -> "America/Halifax";
          case "ET" -> "America/New_York";
          case "CT" -> "America/Chicago";
          case "MT" -> "America/Denver";
          case "PT" -> "America/Los_Angeles";
          default -> name;
        };
    if (id.indexOf('/') < 0) {
      return null;
    }
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * Loaded when the first date comes that is in neither usual form: the names of each month in some
   * thirty languages, folded; one that begins another is left out, but for "mar", which would
   * otherwise be Finland's November too. Croatian is not here: its October is other Slavs'
   * November.
   */
  private static final class Months {
    static final String[] NAMES = {
      "january janvier enero gennaio janeiro januari stycznia styczen ocak января январь"
          + " ιανουαριου ιανουαριοσ ledna leden januara січня січень студзеня студзень януари"
          + " јануари tammikuuta jaanuar janvaris sausio sausis ianuarie gener xaneiro janar يناير"
          + " ژانویه",
      "february fevrier febrero febbraio fevereiro lutego luty subat февраля февраль"
          + " φεβρουαριου φεβρουαριοσ unora februara лютого лютии лютага люты февруари фебруар"
          + " helmikuuta veebruar februaris vasario vasaris februarie febreiro shkurt فبراير فوریه",
      "mar march mars marzo marco maart mrt marca marzec марта μαρτιου μαρτιοσ marcius brezna"
          + " brezen marec березня березень сакавіка marts maaliskuuta kovo kovas martie maret"
          + " مارس μαω",
      "avril abril aprile kwietnia kwiecien nisan апреля апрель απριλιου απριλιοσ aprilis"
          + " dubna duben aprila квітня квітень красавіка април huhtikuuta aprill balandzio"
          + " balandis aprilie prill ابريل اوریل april",
      "mayo maggio maio mei maja mayis мая маи μαιου μαιοσ majus kvetna kveten травня"
          + " травень мај toukokuuta maijs geguzes maig مايو مه",
      "june juin junio giugno junho czerwca czerwiec haziran июня июнь ιουνιου ιουνιοσ"
          + " junius cervna cerven cvn juna червня червень чэрвеня чэрвень юни јуни kesakuuta"
          + " juuni junijs birzelio birzelis iunie juny xuno qershor يونيو ژوين ιον",
      "july juillet luglio julho lipca lipiec temmuz июля июль ιουλιου ιουλιοσ julius"
          + " cervence cervenec cvc jula липня липень ліпеня ліпень юли јули heinakuuta juuli"
          + " julijs liepos liepa iulie juliol xullo korrik يوليو ژويیه ιολ",
      "aout agosto augustus sierpnia sierpien agustos августа αυγουστου αυγουστοσ augusztus"
          + " srpna srpen augusta серпня серпень жніуня жнівень avgust augusti elokuuta augusts"
          + " rugpjucio rugpjutis agustus gusht اغسطس اوت",
      "september septembre septiembre settembre setembro wrzesnia wrzesien eylul сентября"
          + " сентябрь σεπτεμβριου σεπτεμβριοσ szeptember zari septembra вересня вересень верасня"
          + " верасень септември септембар septembar syyskuuta septembris rugsejo rugsejis"
          + " septembrie setembre shtator سبتمبر سپتامبر",
      "october octobre oktober octubre ottobre outubro pazdziernika ekim октября октябрь"
          + " οκτωβριου οκτωβριοσ rijna rijen oktobra жовтня жовтень кастрычніка октомври октобар"
          + " oktobar lokakuuta oktoober oktobris spalio spalis octombrie tetor اكتوبر اکتبر",
      "november novembre noviembre novembro listopada kasim ноября ноябрь νοεμβριου"
          + " νοεμβριοσ listopadu novembra листопада лістапада ноември новембар novembar"
          + " marraskuuta novembris lapkricio lapkritis noiembrie nentor نوفمبر نوامبر",
      "december decembre dezember diciembre dicembre dezembro grudnia grudzien aralik"
          + " декабря декабрь δεκεμβριου δεκεμβριοσ prosince prosinec decembra грудня грудень"
          + " снежня снежань декември децембар decembar desember joulukuuta detsember decembris"
          + " gruodzio gruodis decembrie desembre decembro dhjetor ديسمبر دسامبر"
    };

    static final Map<String, Integer> BY_START = byStart();

    private static Map<String, Integer> byStart() {
      Map<String, Integer> months = new HashMap<>(4096);
      for (int month = 1; month <= 12; month++) {
        for (String name : NAMES[month - 1].split(" ", -1)) {
          for (int end = 3; end < name.length(); end++) {
            Integer other = months.put(name.substring(0, end), month);
            if (other != null && other != month) {
              months.put(name.substring(0, end), 0);
            }
          }
        }
      }
      for (int month = 1; month <= 12; month++) {
        for (String name : NAMES[month - 1].split(" ", -1)) {
          months.put(name, month);
        }
      }
      return months;
    }
  }
}
